#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "imaging/clip.h"
#include "segmentation/engine.h"
#include "workflow/findings.h"
#include "workflow/session_state.h"

namespace sonomask::workflow {

/// One frame's findings as JSON (docs/findings.md): index, size, masses, warnings.
nlohmann::json findingsJson(const FrameFindings& findings);

/// The model, device and precision that made findings, as JSON.
nlohmann::json engineJson(const segmentation::Engine& engine);

/// Findings of one clip as a document of its own, in the form of the batch's findings.json.
nlohmann::json clipFindingsJson(const ClipInfo& clip, const std::vector<FrameFindings>& frames);

/// The same of a clip that was read in the window: who drew each outline ("network" or "hand"),
/// which model looked at each frame, how far the reading has come and whose it is.
nlohmann::json clipFindingsJson(const ClipInfo& clip, const std::vector<FrameFindings>& frames,
                                const SessionState& work);

/// The measurements of several frames as CSV, one line a mass (report::measurementsCsv).
std::string measurementsCsv(const std::vector<FrameFindings>& frames);

}  // namespace sonomask::workflow
