// What a decoder that was taken over could answer: the values or a JSON error, nothing else.
#include <cstdint>
#include <string>

#include "decoder/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace sonomask::decoder;
    try {
        const auto json = nlohmann::json::parse(std::string(bytes, bytes + count));
        if (json.contains("info")) (void)wireText(toJson(infoFromJson(json.at("info"))));
        if (json.contains("frame"))
            (void)wireText(toJson(calibrationFromJson(json.at("frame").at("calibration"))));
    } catch (const nlohmann::json::exception&) {
        // The answer for nonsense.
    }
    return 0;
}
