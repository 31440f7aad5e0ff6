#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "workflow/session_folder.h"
#include "workflow/session_state.h"

/// Sessions as JSON (docs/session-file.md). Reading throws `ConfigError` for a value that does not
/// fit, and nlohmann's exceptions for one that is missing or of another type.
namespace sonomask::workflow {

/// How a mask stands in the document, and back: its runs in the journal, a PNG beside the session
/// file.
using MaskToJson = std::function<nlohmann::json(const SessionLesion& lesion, int frame)>;
using MaskFromJson = std::function<SessionMask(const nlohmann::json&)>;

nlohmann::json maskRunsJson(const SessionMask& mask);
SessionMask maskFromRunsJson(const nlohmann::json& document);

nlohmann::json editJson(const Edit& edit);
Edit editFrom(const nlohmann::json& document);

nlohmann::json stateJson(const SessionState& state, const MaskToJson& mask_json);
SessionState stateFrom(const nlohmann::json& document, const MaskFromJson& mask_from);

nlohmann::json sourceJson(const SessionSource& source);
SessionSource sourceFrom(const nlohmann::json& document);

}  // namespace sonomask::workflow
