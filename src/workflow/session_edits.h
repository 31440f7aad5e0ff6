#pragma once

#include <optional>
#include <string>
#include <vector>

#include "descriptors/description.h"
#include "workflow/findings.h"
#include "workflow/session_state.h"

/// Every change a person or the network can make, as a pure function from the state to an `Edit`.
/// Nothing is changed until `Session::apply`. All throw `ConfigError` where a mass does not exist
/// or a mask is not of its frame's size.
///
/// A mass is one eight-connected part: where a new mask falls into several, the largest stays the
/// mass and each other becomes a mass of its own; where nothing is left of it, the mass is gone.
namespace sonomask::workflow::edits {

/// A mask step of now: what the `history` of a mass records.
MaskStep byHand(const std::string& action, const std::string& reader);
MaskStep byNetwork(const std::string& action, const std::string& model);

/// The network's findings for some frames, as one step. They take the place of what the network
/// found before; masses that the hand has touched stay, and findings that overlap them are left
/// out. The stage becomes Segmented if it was New. `step.by` is the model's name and version.
Edit segment(const SessionState& state, const std::vector<FrameFindings>& findings,
             double threshold, const MaskStep& step);

/// A new mass. `contour_in_frame` may be empty.
Edit addLesion(const SessionState& state, int frame, const cv::Mat& mask_in_frame,
               const MaskStep& step, const segmentation::Contour& contour_in_frame = {});

/// New masses that the network found inside a box that the reader drew; what overlaps a mass that
/// is there already is left out. They have no threshold: the whole frame's probability, which
/// `changeThreshold` cuts, is not that of the box.
Edit addFindings(const SessionState& state, const FrameFindings& findings, const MaskStep& step);

/// Another mask for a mass (brush, eraser, fill, dragged contour, ...).
Edit changeMask(const SessionState& state, int frame, int lesion_id, const cv::Mat& mask_in_frame,
                const MaskStep& step, const segmentation::Contour& contour_in_frame = {});

/// The mass as the stored probability has it at another threshold.
Edit changeThreshold(const SessionState& state, int frame, int lesion_id,
                     const segmentation::Lesion& lesion, double threshold, const MaskStep& step);

Edit deleteLesion(const SessionState& state, int frame, int lesion_id);

/// The masses as one, with the first's terms and note (`mergeMasks` bridges a gap).
Edit mergeLesions(const SessionState& state, int frame, const std::vector<int>& lesion_ids,
                  const MaskStep& step);

/// The reader's word for a term; empty = back to the computed one.
Edit overruleTerm(const SessionState& state, int frame, int lesion_id, const std::string& term,
                  const std::string& value);

Edit setLesionNote(const SessionState& state, int frame, int lesion_id, const std::string& note);
Edit markFrame(const SessionState& state, int frame, bool marked);
Edit setReader(const SessionState& state, const std::string& reader);
Edit setText(const SessionState& state, const std::string& text);
Edit setStage(const SessionState& state, ReadingStage stage);
/// Not reviewed: as far as it would be had nobody said so.
Edit setReviewed(const SessionState& state, bool reviewed);
Edit setExported(const SessionState& state);
/// Both give the same tables, pictures and report: masses, their words, scale and text.
bool exportSame(const SessionState& a, const SessionState& b);
/// The edit, which also takes the mark of an export away where something else would be exported
/// after it. Undo brings it back.
Edit outdatingExport(Edit edit, const SessionState& before);
/// `tick_mm`: the distance of the depth ticks that it was taken from. Throws `ConfigError` for what
/// is not positive.
Edit setUserSpacing(const SessionState& state, const std::optional<PixelSpacing>& spacing,
                    double tick_mm = 0);

}  // namespace sonomask::workflow::edits
