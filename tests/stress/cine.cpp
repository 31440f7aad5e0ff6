#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <random>
#include <stdexcept>

#include "commands.h"
#include "decoder/decoder.h"
#include "decoder/read_ahead.h"
#include "dicom_bytes.h"
#include "figures.h"
#include "support/own_processes.h"
#include "support/temporary_folder.h"

namespace sonomask::stress {
namespace {

using std::chrono::steady_clock;

constexpr int kRows = 768;
constexpr int kColumns = 1024;
constexpr std::size_t kFrameBytes = std::size_t{3} * kRows * kColumns;

/// Uncompressed colour; each frame begins with its number, the rest is a hole of the file.
void writeCine(const std::filesystem::path& file, int frames) {
    test::DicomBytes header;
    header.text(0x00080060, "CS", "US").text(0x00280008, "IS", std::to_string(frames));
    header.image(kRows, kColumns, "RGB");
    const std::size_t pixels = kFrameBytes * static_cast<std::size_t>(frames);
    header.head(0x7FE00010, "OB", static_cast<std::uint32_t>(pixels));
    const test::Bytes begin = header.file();
    test::writeBytes(file, begin);
    std::filesystem::resize_file(file, begin.size() + pixels);
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    for (int i = 0; i < frames; ++i) {
        const std::size_t at = begin.size() + kFrameBytes * static_cast<std::size_t>(i);
        out.seekp(static_cast<std::streamoff>(at));
        out.put(static_cast<char>(i % 251));
    }
}

void requireFrame(const Clip& clip, int index) {
    if (clip.frame(index).pixels.at<cv::Vec3b>(0, 0)[2] != index % 251)
        throw std::runtime_error("wrong frame " + std::to_string(index));
}

void printMemory(const char* when) {
    double highest = 0;
    for (const pid_t id : test::decoders()) highest = std::max(highest, megabytes(id, "VmHWM"));
    std::printf("%-22s this process %.0f MB at most, a decoder %.0f MB\n", when,
                megabytes(::getpid(), "VmHWM"), highest);
}

}  // namespace

void readLargeCine(double gigabytes) {
    const int frames = static_cast<int>(gigabytes * (1u << 30) / static_cast<double>(kFrameBytes));
    const test::TemporaryFolder folder;
    writeCine(folder / "cine.dcm", frames);
    (void)decoder::missingProtection();  // starts a decoder: not a matter of the file
    printMemory("before");
    auto begin = steady_clock::now();
    const Clip clip = decoder::withReadAhead(decoder::openClip(folder / "cine.dcm"));
    std::printf("%d frames of %d x %d opened in %.1f ms", clip.frameCount(), kColumns, kRows,
                1e3 * secondsSince(begin));
    begin = steady_clock::now();
    requireFrame(clip, 0);
    std::printf(", first frame after %.1f ms more\n", 1e3 * secondsSince(begin));
    for (int i = 0; i < frames; ++i) requireFrame(clip, i);
    printMemory("every frame in order");
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i)
        requireFrame(clip, std::uniform_int_distribution(0, frames - 1)(random));
    printMemory("300 frames at random");
}

}  // namespace sonomask::stress
