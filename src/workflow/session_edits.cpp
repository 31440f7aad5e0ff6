#include "workflow/session_edits.h"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "workflow/mask_edit.h"
#include "workflow/session_terms.h"

namespace sonomask::workflow::edits {
namespace {

using segmentation::Contour;

std::string now() {
    const std::time_t seconds = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

/// To 1/256 pixel, which a float holds exactly: far below what a picture can carry, and short in
/// the session file.
std::shared_ptr<const Contour> kept(const Contour& contour) {
    if (contour.size() < 3) return nullptr;
    Contour rounded;
    for (const cv::Point2f& point : contour)
        rounded.emplace_back(std::round(point.x * 256) / 256, std::round(point.y * 256) / 256);
    return std::make_shared<const Contour>(std::move(rounded));
}

Edit frameEdit(std::string name, int index, SessionFrame frame) {
    Edit edit{std::move(name), {}, {}};
    edit.frames[index] = std::make_shared<const SessionFrame>(std::move(frame));
    return edit;
}

Edit studyEdit(std::string name, StudyReading study) {
    return {std::move(name), std::move(study), {}};
}

SessionLesion& lesionIn(SessionFrame& frame, int index, int id) {
    for (SessionLesion& lesion : frame.lesions)
        if (lesion.id == id) return lesion;
    throw ConfigError("frame " + std::to_string(index + 1) + " has no mass " + std::to_string(id));
}

/// A mask of another size than the frame's other masks is of another frame.
void requireSameSize(const SessionFrame& frame, const cv::Mat& mask) {
    for (const SessionLesion& lesion : frame.lesions)
        if (lesion.mask.frameSize() != mask.size())
            throw ConfigError("the mask is not of its frame's size");
}

cv::Mat frameMaskOf(const segmentation::Lesion& lesion, const cv::Size& frame_size) {
    return segmentation::maskOf({lesion}, frame_size);
}

bool overlapsAny(const std::vector<SessionLesion>& lesions, const cv::Mat& mask) {
    return std::any_of(lesions.begin(), lesions.end(), [&](const SessionLesion& lesion) {
        return cv::countNonZero(lesion.mask.inFrame() & mask) > 0;
    });
}

void addFound(SessionFrame& frame, const FrameFindings& findings,
              const std::optional<double>& threshold, const MaskStep& step) {
    const std::vector<SessionLesion> present = frame.lesions;
    for (const LesionFinding& finding : findings.lesions) {
        const cv::Mat mask = frameMaskOf(finding.lesion, findings.frame_size);
        requireSameSize(frame, mask);
        if (overlapsAny(present, mask)) continue;
        SessionLesion lesion;
        lesion.id = frame.nextId();
        lesion.mask = SessionMask(mask);
        lesion.contour_in_frame = kept(finding.lesion.contour_in_frame);
        lesion.score = finding.lesion.score;
        lesion.threshold = threshold;
        lesion.history = {step};
        putComputedTerms(lesion, finding.description.terms);
        frame.lesions.push_back(std::move(lesion));
    }
}

/// A contour that leaves the frame or crosses itself is not the outline of the mask that it gave:
/// what is measured along it would be wrong.
bool isOutlineOf(const cv::Mat& part, const Contour& contour) {
    // A line of equal probability ends at the ring of pixels around the frame at the latest.
    const auto leaves = [frame = part.size()](const cv::Point2f& point) {
        return std::min(point.x, point.y) < -1 || point.x > static_cast<float>(frame.width) ||
               point.y > static_cast<float>(frame.height);
    };
    if (contour.size() < 3 || std::any_of(contour.begin(), contour.end(), leaves)) return false;
    // Pixels whose centres lie inside are as many as its area, but for those along it.
    return std::abs(cv::contourArea(contour) - cv::countNonZero(part)) <=
           1 + cv::arcLength(contour, true) / 2;
}

/// Gives `lesion` the mask, its other parts to new masses like it; an empty mask removes it.
void setMask(SessionFrame& frame, int id, const cv::Mat& mask, const Contour& contour) {
    const auto place = std::find_if(frame.lesions.begin(), frame.lesions.end(),
                                    [&](const SessionLesion& l) { return l.id == id; });
    const std::vector<cv::Mat> parts = partsOf(mask);
    if (parts.empty()) {
        frame.lesions.erase(place);
        return;
    }
    dropComputedTerms(*place);
    place->mask = SessionMask(parts.front());
    const bool is_outline = parts.size() == 1 && isOutlineOf(parts.front(), contour);
    place->contour_in_frame = is_outline ? kept(contour) : nullptr;
    SessionLesion like = *place;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        like.id = frame.nextId();
        like.mask = SessionMask(parts[i]);
        frame.lesions.push_back(like);
    }
}

template <class Change>
Edit changeLesion(const SessionState& state, const char* name, int index, int id, Change change) {
    SessionFrame frame = state.frame(index);
    change(lesionIn(frame, index, id));
    return frameEdit(name, index, std::move(frame));
}

template <class Change>
Edit changeStudy(const SessionState& state, const char* name, Change change) {
    StudyReading study = state.study;
    change(study);
    return studyEdit(name, std::move(study));
}

}  // namespace

MaskStep byHand(const std::string& action, const std::string& reader) {
    return {MaskOrigin::Hand, action, reader, now()};
}

MaskStep byNetwork(const std::string& action, const std::string& model) {
    return {MaskOrigin::Network, action, model, now()};
}

Edit segment(const SessionState& state, const std::vector<FrameFindings>& findings,
             double threshold, const MaskStep& step) {
    Edit edit{step.action, {}, {}};
    for (const FrameFindings& found : findings) {
        SessionFrame frame = state.frame(found.origin.index);
        std::erase_if(frame.lesions, [](const SessionLesion& l) { return !l.isReaders(); });
        frame.segmented_by = step.by;
        addFound(frame, found, threshold, step);
        edit.frames[found.origin.index] = std::make_shared<const SessionFrame>(std::move(frame));
    }
    if (state.study.stage == ReadingStage::New) {
        edit.study = state.study;
        edit.study->stage = ReadingStage::Segmented;
    }
    return edit;
}

Edit addLesion(const SessionState& state, int frame, const cv::Mat& mask_in_frame,
               const MaskStep& step, const Contour& contour_in_frame) {
    SessionFrame after = state.frame(frame);
    requireSameSize(after, mask_in_frame);
    SessionLesion lesion;
    lesion.id = after.nextId();
    lesion.history = {step};
    after.lesions.push_back(lesion);
    setMask(after, lesion.id, mask_in_frame, contour_in_frame);
    return frameEdit(step.action, frame, std::move(after));
}

Edit addFindings(const SessionState& state, const FrameFindings& findings, const MaskStep& step) {
    SessionFrame after = state.frame(findings.origin.index);
    addFound(after, findings, std::nullopt, step);
    return frameEdit(step.action, findings.origin.index, std::move(after));
}

Edit changeMask(const SessionState& state, int frame, int lesion_id, const cv::Mat& mask_in_frame,
                const MaskStep& step, const Contour& contour_in_frame) {
    SessionFrame after = state.frame(frame);
    requireSameSize(after, mask_in_frame);
    SessionLesion& lesion = lesionIn(after, frame, lesion_id);
    if (lesion.mask == SessionMask(mask_in_frame) && contour_in_frame.empty())
        return {step.action, {}, {}};
    lesion.threshold.reset();
    lesion.history.push_back(step);
    setMask(after, lesion_id, mask_in_frame, contour_in_frame);
    return frameEdit(step.action, frame, std::move(after));
}

Edit changeThreshold(const SessionState& state, int frame, int lesion_id,
                     const segmentation::Lesion& lesion, double threshold, const MaskStep& step) {
    SessionFrame after = state.frame(frame);
    SessionLesion& changed = lesionIn(after, frame, lesion_id);
    changed.threshold = threshold;
    changed.score = lesion.score;
    changed.history.push_back(step);
    setMask(after, lesion_id, frameMaskOf(lesion, changed.mask.frameSize()),
            lesion.contour_in_frame);
    return frameEdit(step.action, frame, std::move(after));
}

Edit deleteLesion(const SessionState& state, int frame, int lesion_id) {
    SessionFrame after = state.frame(frame);
    lesionIn(after, frame, lesion_id);
    std::erase_if(after.lesions, [&](const SessionLesion& l) { return l.id == lesion_id; });
    return frameEdit("delete", frame, std::move(after));
}

Edit mergeLesions(const SessionState& state, int frame, const std::vector<int>& lesion_ids,
                  const MaskStep& step) {
    if (lesion_ids.size() < 2) throw ConfigError("merging needs at least two masses");
    SessionFrame after = state.frame(frame);
    cv::Mat mask = lesionIn(after, frame, lesion_ids.front()).mask.inFrame();
    for (std::size_t i = 1; i < lesion_ids.size(); ++i) {
        mask = mergeMasks(mask, lesionIn(after, frame, lesion_ids[i]).mask.inFrame());
        std::erase_if(after.lesions, [&](const SessionLesion& l) { return l.id == lesion_ids[i]; });
    }
    SessionLesion& merged = lesionIn(after, frame, lesion_ids.front());
    merged.threshold.reset();
    merged.history.push_back(step);
    setMask(after, lesion_ids.front(), mask, {});
    return frameEdit(step.action, frame, std::move(after));
}

Edit overruleTerm(const SessionState& state, int frame, int lesion_id, const std::string& term,
                  const std::string& value) {
    return changeLesion(state, "overrule", frame, lesion_id, [&](SessionLesion& lesion) {
        lesion.terms[term].overruled = value;
        if (lesion.terms[term] == TermReading{}) lesion.terms.erase(term);
    });
}

Edit setLesionNote(const SessionState& state, int frame, int lesion_id, const std::string& note) {
    return changeLesion(state, "note", frame, lesion_id,
                        [&](SessionLesion& lesion) { lesion.note = note; });
}

Edit markFrame(const SessionState& state, int frame, bool marked) {
    SessionFrame after = state.frame(frame);
    after.marked = marked;
    return frameEdit("mark", frame, std::move(after));
}

Edit setReader(const SessionState& state, const std::string& reader) {
    return changeStudy(state, "reader", [&](StudyReading& study) { study.reader = reader; });
}

Edit setText(const SessionState& state, const std::string& text) {
    return changeStudy(state, "text", [&](StudyReading& study) { study.text = text; });
}

Edit setStage(const SessionState& state, ReadingStage stage) {
    return changeStudy(state, "stage", [&](StudyReading& study) { study.stage = stage; });
}

Edit setReviewed(const SessionState& state, bool reviewed) {
    if (reviewed) return setStage(state, ReadingStage::Reviewed);
    return setStage(state, state.isSegmented() ? ReadingStage::Segmented : ReadingStage::New);
}

Edit setExported(const SessionState& state) {
    return changeStudy(state, "export", [](StudyReading& study) { study.exported = true; });
}

bool exportSame(const SessionState& a, const SessionState& b) {
    const auto lesionsAreIn = [](const SessionState& these, const SessionState& those) {
        return std::all_of(these.frames.begin(), these.frames.end(), [&](const auto& entry) {
            const SessionFrame& there = those.frame(entry.first);
            return entry.second.get() == &there || entry.second->lesions == there.lesions;
        });
    };
    return a.study.user_spacing == b.study.user_spacing && a.study.text == b.study.text &&
           lesionsAreIn(a, b) && lesionsAreIn(b, a);
}

Edit outdatingExport(Edit edit, const SessionState& before) {
    if (!before.study.exported) return edit;
    SessionState after = before;
    change(after, edit);
    if (exportSame(before, after)) return edit;
    after.study.exported = false;
    edit.study = after.study;
    return edit;
}

Edit setUserSpacing(const SessionState& state, const std::optional<PixelSpacing>& spacing,
                    double tick_mm) {
    const auto positive = [](double mm) { return std::isfinite(mm) && mm > 0; };
    if ((spacing && !(positive(spacing->x_mm) && positive(spacing->y_mm))) ||
        (tick_mm != 0 && !positive(tick_mm)))
        throw ConfigError("a spacing must be a positive number of millimetres");
    return changeStudy(state, "ruler", [&](StudyReading& study) {
        study.user_spacing = spacing;
        study.user_tick_mm = tick_mm;
    });
}

}  // namespace sonomask::workflow::edits
