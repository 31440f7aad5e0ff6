#include "deadly_folder.h"

#include <cstdio>

#include <opencv2/imgcodecs.hpp>

#include "damaged_files.h"

namespace sonomask::test {

Bytes studyBytes(const char* description) {
    Bytes stream;
    cv::imencode(".jpg", smoothPicture(480, 640, 1) * 0.7 + noisePicture(480, 640, CV_8UC1) * 0.2,
                 stream);
    if (stream.size() % 2 != 0) stream.push_back(0);
    DicomBytes file(kJpegBaselineSyntax);
    file.text(0x00080060, "CS", "US").text(0x00081030, "LO", description);
    return file.image(480, 640, "MONOCHROME2").fragments({stream}, {}).file();
}

DeadlyFolder writeDeadlyFolder(const std::filesystem::path& folder, int count, int bad_every) {
    const std::vector<DamagedFile> damaged = damagedFiles();
    const Bytes good = studyBytes("mass");
    const Bytes ends_its_reader = studyBytes(kEndsItsReader);
    std::filesystem::create_directories(folder);
    DeadlyFolder result;
    for (int i = 0; i < count; ++i) {
        char name[32];
        std::snprintf(name, sizeof name, "study_%05d.dcm", i);
        const bool is_bad = bad_every > 0 && i % bad_every == bad_every - 1;
        (is_bad ? result.bad : result.good).emplace_back(name);
        const std::size_t number = result.bad.size();
        if (!is_bad)
            writeBytes(folder / name, good);
        else if (number % 2 == 0)
            writeBytes(folder / name, damaged[number / 2 % damaged.size()].bytes);
        else
            writeBytes(folder / name, ends_its_reader);
    }
    return result;
}

}  // namespace sonomask::test
