#include <chrono>
#include <cstdio>
#include <functional>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>

#include "commands.h"
#include "decoder/decoder.h"
#include "decoder/read_ahead.h"
#include "dicom/write.h"
#include "figures.h"
#include "support/temporary_folder.h"

namespace sonomask::stress {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

/// Speckle in motion with a little colour.
cv::Mat picture(int index) {
    cv::Mat noise(600, 800, CV_8UC3);
    cv::RNG random(static_cast<std::uint64_t>(index) + 1);
    random.fill(noise, cv::RNG::NORMAL, 90, 40);
    cv::GaussianBlur(noise, noise, {}, 1.5);
    return noise;
}

void writeCine(const fs::path& file) {
    dicom::WriteRequest request;
    for (int i = 0; i < 120; ++i) request.frames.push_back(picture(i));
    request.encoding = dicom::Encoding::JpegBaseline;
    dicom::writeUltrasound(request, file);
}

void decodeByDcmtk(const fs::path& file) {
    DcmFileFormat format;
    if (format.loadFile(file.c_str()).bad() ||
        format.getDataset()->chooseRepresentation(EXS_LittleEndianExplicit, nullptr).bad())
        throw std::runtime_error("DCMTK cannot decode the cine");
}

void readFrames(const Clip& clip) {
    for (int i = 0; i < clip.frameCount(); ++i)
        if (clip.frame(i).pixels.empty()) throw std::runtime_error("a frame is empty");
}

struct Reader {
    const char* name;
    std::function<void()> read;
    double clock = 0;
    double processor = 0;
};

}  // namespace

void readJpegCine(int rounds) {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "cine.dcm";
    writeCine(file);
    DJDecoderRegistration::registerCodecs();
    std::vector<Reader> readers{
        {"DCMTK, whole file", [&] { decodeByDcmtk(file); }},
        {"ours, in process", [&] { readFrames(decoder::openHere(file)); }},
        {"ours, by a decoder", [&] { readFrames(decoder::openClip(file)); }},
        {"ours, read ahead", [&] { readFrames(decoder::withReadAhead(decoder::openClip(file))); }},
    };
    for (Reader& reader : readers) reader.read();
    for (int round = 0; round < rounds; ++round)
        for (Reader& reader : readers) {
            const double processor = processorSeconds();
            const auto begin = steady_clock::now();
            reader.read();
            reader.clock += secondsSince(begin);
            reader.processor += processorSeconds() - processor;
        }
    for (const Reader& reader : readers)
        std::printf(
            "%-20s %4.0f ms by the clock, %4.0f ms of processor; %.2f and %.2f times as "
            "fast as DCMTK\n",
            reader.name, 1e3 * reader.clock / rounds, 1e3 * reader.processor / rounds,
            readers[0].clock / reader.clock, readers[0].processor / reader.processor);
    const auto begin = steady_clock::now();
    for (int i = 0; i < 20; ++i) (void)decoder::openClip(file);
    std::printf("opening: %.2f ms\n", 1e3 * secondsSince(begin) / 20);
}

}  // namespace sonomask::stress
