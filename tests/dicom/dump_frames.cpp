// Developer's tool: decodes DICOM files and writes each frame as PPM or PGM, and its graphics as
// PGM named N.graphics, for comparison with other readers (scripts/compare-dicom-readers.py,
// tests/scripts/overlays_test.py).
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "dicom/reader.h"

namespace {

void writeGraphics(const std::string& file, const cv::Mat& graphics) {
    std::vector<unsigned char> bytes;
    cv::imencode(".pgm", graphics, bytes);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

}  // namespace

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
            const sonomask::Frame frame = clip.frame(i);
            const std::string name = std::string(arguments[2]) + "/" + std::to_string(i);
            const char* extension = frame.pixels.channels() == 1 ? ".pgm" : ".ppm";
            cv::imwrite(name + extension, frame.pixels);
            if (!frame.graphics.empty()) writeGraphics(name + ".graphics", frame.graphics);
        }
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
