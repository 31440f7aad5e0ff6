#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <numeric>

#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "commands.h"
#include "damaged_files.h"
#include "deadly_folder.h"
#include "decoder/decoder.h"
#include "decoder/read_ahead.h"
#include "dicom/write.h"
#include "figures.h"
#include "support/own_processes.h"
#include "support/temporary_folder.h"
#include "tiny_model.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::stress {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

std::vector<fs::path> writeFiles(const fs::path& folder) {
    const test::DeadlyFolder deadly = test::writeDeadlyFolder(folder, 40, 4);
    dicom::WriteRequest cine;
    for (int i = 0; i < 12; ++i) cine.frames.push_back(test::smoothPicture(240, 320, 3, i));
    cine.encoding = dicom::Encoding::JpegBaseline;
    dicom::writeUltrasound(cine, folder / "cine.dcm");
    cv::imwrite((folder / "still.png").string(), test::noisePicture(480, 640, CV_8UC1));
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    return files;
}

struct Sample {
    double megabytes;
    double decoder_megabytes;
    int descriptors;
    int processes;
};

Sample sample() {
    Sample now{megabytes(::getpid(), "VmRSS"), 0, static_cast<int>(test::openDescriptors()), 0};
    for (const pid_t id : test::decoders()) {
        now.decoder_megabytes += megabytes(id, "VmRSS");
        ++now.processes;
    }
    return now;
}

/// As a reader does: opens, looks through a few frames while others are read ahead, segments one.
void read(const segmentation::Engine& engine, const fs::path& file, int& good, int& bad) {
    try {
        const Clip clip = decoder::withReadAhead(workflow::openClip(file));
        for (int i = 0; i < std::min(3, clip.frameCount()); ++i) (void)clip.frame(i);
        (void)workflow::segmentFrame(engine, clip.frame(clip.frameCount() - 1));
        ++good;
    } catch (const ReadError&) {
        ++bad;
    }
}

Sample meanOf(const std::vector<Sample>& samples, std::size_t begin, std::size_t end) {
    Sample mean{0, 0, 0, 0};
    const double count = static_cast<double>(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        mean.megabytes += samples[i].megabytes / count;
        mean.decoder_megabytes += samples[i].decoder_megabytes / count;
        mean.descriptors = std::max(mean.descriptors, samples[i].descriptors);
        mean.processes = std::max(mean.processes, samples[i].processes);
    }
    return mean;
}

void print(const char* when, const Sample& s) {
    std::printf("%-12s %.1f MB, decoders %.1f MB, %d descriptors, %d decoders\n", when, s.megabytes,
                s.decoder_megabytes, s.descriptors, s.processes);
}

}  // namespace

void soak(double seconds) {
    const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
    ::setenv("SONOMASK_DECODER_PATH", (here / "mortal_decoder").c_str(), 1);
    const test::TemporaryFolder folder;
    const std::vector<fs::path> files = writeFiles(folder / "in");
    const segmentation::Engine engine = test::tinyEngine(folder.path());
    std::vector<Sample> samples;
    int good = 0;
    int bad = 0;
    const auto begin = steady_clock::now();
    for (double next = 10; secondsSince(begin) < seconds;) {
        for (const fs::path& file : files) read(engine, file, good, bad);
        if (secondsSince(begin) < next) continue;
        next = secondsSince(begin) + 10;
        samples.push_back(sample());
        std::printf("%6.0f s  %6d read, %6d refused  ", secondsSince(begin), good, bad);
        print("", samples.back());
    }
    if (samples.size() < 4) return;
    const std::size_t quarter = samples.size() / 4;
    print("2nd quarter", meanOf(samples, quarter, 2 * quarter));
    print("4th quarter", meanOf(samples, 3 * quarter, samples.size()));
    std::printf("%llu decoders replaced\n",
                static_cast<unsigned long long>(decoder::statistics().restarts));
}

}  // namespace sonomask::stress
