#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>
#include <utility>

#include "base/error.h"
#include "base/json.h"
#include "decoder/decoder.h"
#include "decoder/messages.h"
#include "decoder/pool.h"
#include "decoder/shared_pixels.h"
#include "dicom/reader.h"
#include "imaging/reader.h"

namespace sonomask::decoder {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

Descriptor openForReading(const fs::path& file) {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor)
        throw ReadError("cannot be opened: " + std::generic_category().message(errno), file,
                        "Check that it still exists and that you may read it.");
    struct stat status {};
    const bool regular = ::fstat(descriptor.get(), &status) == 0 && S_ISREG(status.st_mode);
    if (!regular) throw ReadError("is a folder or a device, not a file", file);
    return descriptor;
}

/// A decoder may also die by the system's hand, or of what an earlier file did to it: a file is
/// blamed only when a second one dies of it too.
template <typename Request>
Answer askTwiceIfItDies(const Request& request) {
    try {
        return request();
    } catch (const DecoderDied&) {
        return request();
    }
}

Answer requestOpen(Worker& worker, long long id, const fs::path& file, const Options& options) {
    Pool::instance().countRequest();
    return worker.ask({{"do", "open"}, {"clip", id}}, openForReading(file), file, options);
}

[[noreturn]] void refuse(const fs::path& file) {
    throw ReadError("cannot be read: the decoder's answer makes no sense", file);
}

/// Frames that a decoder process decodes; holds no descriptor between requests.
class RemoteSource : public FrameSource {
  public:
    RemoteSource(long long id, fs::path file, Options options)
        : id_(id), file_(std::move(file)), options_(options) {}

    Frame frame(int index) const override {
        const Answer answer = request(index);
        try {
            return frameOf(answer, index);
        } catch (const json::exception&) {
            refuse(file_);
        } catch (const ChannelClosed&) {
            refuse(file_);
        }
    }

  private:
    Answer request(int index) const {
        Pool& pool = Pool::instance();
        const Pool::Lease worker = pool.take(id_, options_.stop);
        const json wanted{{"do", "frame"}, {"clip", id_}, {"index", index}};
        pool.countRequest();
        return askTwiceIfItDies([&] {
            Answer answer = worker->ask(wanted, {}, file_, options_);
            if (!answer.json.contains("unknown_clip")) return answer;
            requestOpen(*worker, id_, file_, options_);
            return worker->ask(wanted, {}, file_, options_);
        });
    }

    Frame frameOf(const Answer& answer, int index) const {
        const json& picture = answer.json.at("frame");
        const int rows = wholeNumber<int>(picture.at("rows"));
        const int columns = wholeNumber<int>(picture.at("columns"));
        const int channels = wholeNumber<int>(picture.at("channels"));
        if (rows <= 0 || columns <= 0 || (channels != 1 && channels != 3) ||
            static_cast<long long>(rows) * columns > kMaximalPixels)
            refuse(file_);
        const bool has_graphics = picture.at("graphics").get<bool>();
        const int pixel_rows = rows * channels;  // as rows of single bytes
        const cv::Mat bytes =
            mapPixels(answer.memory, pixel_rows + (has_graphics ? rows : 0), columns, CV_8UC1);
        return {bytes.rowRange(0, pixel_rows).reshape(channels, rows),
                calibrationFromJson(picture.at("calibration")),
                {file_, index},
                has_graphics ? bytes.rowRange(pixel_rows, bytes.rows) : cv::Mat()};
    }

    long long id_;
    fs::path file_;
    Options options_;
};

}  // namespace

Options defaultOptions() {
    Options options;
    const char* mode = std::getenv("SONOMASK_DECODER");
    options.in_process = mode != nullptr && std::string_view(mode) == "in-process";
    return options;
}

Clip openClip(const fs::path& file, const Options& options) {
    if (options.in_process) return openHere(file);
    const long long id = Pool::instance().newClipId();
    const Pool::Lease worker = Pool::instance().take(id, options.stop);
    const Answer answer = askTwiceIfItDies([&] { return requestOpen(*worker, id, file, options); });
    try {
        ClipInfo info = infoFromJson(answer.json.at("info"));
        info.file = file;
        return {std::move(info), std::make_shared<RemoteSource>(id, file, options)};
    } catch (const json::exception&) {
        refuse(file);
    }
}

dicom::DicomdirFiles dicomdirFiles(const fs::path& file, const Options& options) {
    if (options.in_process) return dicom::dicomdirFiles(file);
    Pool::instance().countRequest();
    const Pool::Lease worker = Pool::instance().take(-1, options.stop);
    const Answer answer = askTwiceIfItDies([&] {
        return worker->ask({{"do", "dicomdir"}}, openForReading(file), file, options);
    });
    try {
        return dicom::dicomdirPaths(file, answer.json.at("names").get<std::vector<std::string>>());
    } catch (const json::exception&) {
        refuse(file);
    }
}

std::vector<std::string> missingProtection() {
    const Options options = defaultOptions();
    if (options.in_process) return {"files are decoded in the program itself, as it was asked to"};
    return Pool::instance().take(-1, options.stop)->missingProtection(options);
}

Statistics statistics() {
    return Pool::instance().statistics();
}

}  // namespace sonomask::decoder
