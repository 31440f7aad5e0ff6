// What a decoder that was taken over could answer: the values a refusal or a JSON error, nothing
// else.
#include <cstdint>
#include <string>

#include "decoder/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace sonomask::decoder;
    try {
        const auto json = answerFromText(std::string(bytes, bytes + count));
        if (const auto refusal = refusalIn(json)) (void)wireText(toJson(*refusal));
        if (json.contains("info")) (void)wireText(toJson(infoFromJson(json.at("info"))));
        if (json.contains("frame"))
            (void)wireText(toJson(calibrationFromJson(json.at("frame").at("calibration"))));
    } catch (const nlohmann::json::exception&) {
        // The answer for nonsense.
    }
    return 0;
}
