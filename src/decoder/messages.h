#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "imaging/calibration.h"
#include "imaging/clip.h"

/// How the values that cross between the processes are written as JSON. What is read comes from a
/// process that may have been taken over: all is checked, `nlohmann::json::exception` is thrown,
/// and no text has control characters.
namespace sonomask::decoder {

nlohmann::json toJson(const ClipInfo& info);
/// Everything but `file`, which the caller knows.
ClipInfo infoFromJson(const nlohmann::json& json);

nlohmann::json toJson(const Calibration& calibration);
Calibration calibrationFromJson(const nlohmann::json& json);

/// Why a decoder does not give what it was asked for, in the words of an `Error`.
struct Refusal {
    std::string reason;
    std::string remedy;
};

/// An answer of the decoder, which is an object.
nlohmann::json answerFromText(const std::string& text);
/// What the answer says instead of giving what was asked for, if it does.
std::optional<Refusal> refusalIn(const nlohmann::json& answer);
nlohmann::json toJson(const Refusal& refusal);

/// Text for the wire; bytes that are not UTF-8 are replaced.
std::string wireText(const nlohmann::json& json);

}  // namespace sonomask::decoder
