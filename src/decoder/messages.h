#pragma once

#include <nlohmann/json.hpp>

#include "imaging/calibration.h"
#include "imaging/clip.h"

/// How the values that cross between the processes are written as JSON. What is read comes from a
/// process that may have been taken over: all is checked, `nlohmann::json::exception` is thrown.
namespace sonomask::decoder {

nlohmann::json toJson(const ClipInfo& info);
/// Everything but `file`, which the caller knows.
ClipInfo infoFromJson(const nlohmann::json& json);

nlohmann::json toJson(const Calibration& calibration);
Calibration calibrationFromJson(const nlohmann::json& json);

/// Text for the wire; bytes that are not UTF-8 are replaced.
std::string wireText(const nlohmann::json& json);

}  // namespace sonomask::decoder
