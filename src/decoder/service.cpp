#include "decoder/service.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "base/error.h"
#include "base/json.h"
#include "decoder/decoder.h"
#include "decoder/messages.h"
#include "decoder/shared_pixels.h"
#include "dicom/reader.h"

namespace sonomask::decoder {
namespace {

using nlohmann::json;

constexpr std::size_t kOpenClips = 8;
/// Should the parent die while a file hangs this process, the alarm ends it.
constexpr unsigned kSecondsPerRequest = 120;

std::filesystem::path pathOf(const Descriptor& file) {
    return "/proc/self/fd/" + std::to_string(file.get());
}

/// Paths of this process mean nothing to the parent: the errors come without them.
Refusal refusalFor(const std::exception& error) {
    if (const auto* known = dynamic_cast<const Error*>(&error))
        return {known->reason(), known->remedy()};
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr)
        return {"needs more memory than the decoder may use", ""};
    return {std::string("cannot be decoded: ") + error.what(), ""};
}

}  // namespace

void Service::run(const json& greeting) {
    auto forever = Channel::kForever;
    try {
        channel_.send(wireText(greeting), -1, forever);
        while (true) {
            Message request = channel_.receive(forever);
            ::alarm(kSecondsPerRequest);
            const Answer reply = answer(std::move(request));
            channel_.send(wireText(reply.json), reply.memory.get(), forever);
            ::alarm(0);
        }
    } catch (const ChannelClosed&) {
        // The parent is done.
    }
}

Service::Answer Service::answer(Message request) {
    try {
        const json asked = json::parse(request.text);
        const auto what = asked.at("do").get<std::string>();
        if (what == "dicomdir") return dicomdir(std::move(request.descriptor));
        const auto id = asked.at("clip").get<long long>();
        if (what == "open") return open(id, std::move(request.descriptor));
        return frame(id, wholeNumber<int>(asked.at("index")));
    } catch (const std::exception& error) {
        return {toJson(refusalFor(error)), {}};
    }
}

Service::Answer Service::open(long long id, Descriptor file) {
    clips_.remove_if([&](const OpenedClip& opened) { return opened.id == id; });
    if (clips_.size() >= kOpenClips) clips_.pop_back();
    Clip clip = openHere(pathOf(file));
    json info = toJson(clip.info());
    clips_.push_front({id, std::move(file), std::move(clip)});
    return {{{"info", std::move(info)}}, {}};
}

Service::Answer Service::frame(long long id, int index) {
    const auto found = std::find_if(clips_.begin(), clips_.end(),
                                    [&](const OpenedClip& opened) { return opened.id == id; });
    if (found == clips_.end()) return {{{"unknown_clip", true}}, {}};
    clips_.splice(clips_.begin(), clips_, found);
    const Frame frame = clips_.front().clip.frame(index);
    json picture{{"rows", frame.pixels.rows},
                 {"columns", frame.pixels.cols},
                 {"channels", frame.pixels.channels()},
                 {"graphics", !frame.graphics.empty()},
                 {"calibration", toJson(frame.calibration)}};
    return {{{"frame", std::move(picture)}}, sharePixels(frame.pixels, frame.graphics)};
}

Service::Answer Service::dicomdir(Descriptor file) const {
    return {{{"names", dicom::dicomdirNames(pathOf(file))}}, {}};
}

}  // namespace sonomask::decoder
