// Developer's tool: decodes DICOM files and writes each frame as PPM or PGM, for comparison with
// other readers (scripts/compare-dicom-readers.py).
#include <cstdio>
#include <exception>
#include <string>

#include <opencv2/imgcodecs.hpp>

#include "dicom/reader.h"

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: dump_frames FILE FOLDER\n");
        return 2;
    }
    try {
        const sonomask::Clip clip = sonomask::dicom::openDicom(arguments[1]);
        for (const std::string& warning : clip.info().warnings)
            std::printf("warning: %s\n", warning.c_str());
        std::printf("%s %d x %d, %d frames, patient %s, %.3f ms, %zu regions\n",
                    clip.info().photometric_interpretation.c_str(), clip.info().width,
                    clip.info().height, clip.frameCount(), clip.info().patient_name.c_str(),
                    clip.info().frame_time_ms, clip.frame(0).calibration.regions.size());
        for (int i = 0; i < clip.frameCount(); ++i) {
            const cv::Mat pixels = clip.frame(i).pixels;
            const char* extension = pixels.channels() == 1 ? ".pgm" : ".ppm";
            cv::imwrite(std::string(arguments[2]) + "/" + std::to_string(i) + extension, pixels);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
