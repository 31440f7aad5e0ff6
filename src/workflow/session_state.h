#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"
#include "segmentation/lesions.h"
#include "workflow/session_mask.h"

namespace sonomask::workflow {

/// Who drew an outline.
enum class MaskOrigin { Network, Hand };

/// How far the reading of a study has come; only a person makes it `Reviewed`.
enum class ReadingStage { New, Segmented, Reviewed };

/// One thing that was done to an outline: what, by whom (the model or the reader) and when.
struct MaskStep {
    MaskOrigin origin = MaskOrigin::Hand;
    std::string action;  ///< "segment", "brush", "erase", ...
    std::string by;      ///< model name and version, or reader's name
    std::string at;      ///< UTC, "2026-03-01T12:00:00Z"
    friend bool operator==(const MaskStep&, const MaskStep&) = default;
};

/// A BI-RADS term as it was computed and as the reader overruled it; both are kept.
struct TermReading {
    std::string computed;   ///< empty = not computed
    std::string overruled;  ///< empty = the reader agrees
    double confidence = 0;  ///< of the computed word, 0..1
    /// What holds: the reader's word where there is one.
    const std::string& value() const { return overruled.empty() ? computed : overruled; }
    friend bool operator==(const TermReading&, const TermReading&) = default;
};

/// One mass of one frame with all that is known of how it came about.
struct SessionLesion {
    int id = 0;  ///< from 1, unique within its frame, stays with the mass through edits
    SessionMask mask;
    /// The sub-pixel outline that belongs to `mask`; null = it is to be drawn from the mask.
    std::shared_ptr<const segmentation::Contour> contour_in_frame;
    double score = 1;                          ///< the network's, 0..1; 1 for a drawn mass
    std::optional<double> threshold;           ///< the probability at which `mask` was cut
    std::vector<MaskStep> history;             ///< oldest first, never empty
    std::map<std::string, TermReading> terms;  ///< by term: "shape", "margin", ...
    std::string note;

    /// The hand has touched it, whatever the network did before.
    bool touchedByHand() const;
    /// The reader has touched it, or said something of it: the network leaves it alone.
    bool isReaders() const;
    friend bool operator==(const SessionLesion& a, const SessionLesion& b);
};

/// The work on one frame.
struct SessionFrame {
    std::vector<SessionLesion> lesions;
    bool marked = false;       ///< chosen for the report, or to come back to
    std::string segmented_by;  ///< the model that has looked at it; empty = none has
    friend bool operator==(const SessionFrame&, const SessionFrame&) = default;

    /// Null when there is no such mass.
    const SessionLesion* find(int lesion_id) const;
    /// The id for a new mass.
    int nextId() const;
};

/// What holds for the study as a whole.
struct StudyReading {
    ReadingStage stage = ReadingStage::New;
    bool exported = false;  ///< says nothing of whether anybody has reviewed it
    std::string reader;
    std::string text;                          ///< the reader's free text
    std::optional<PixelSpacing> user_spacing;  ///< from the ruler, the depth ticks or typed in
    double user_tick_mm = 0;  ///< as in `Calibration`; 0 = not from the depth ticks
    friend bool operator==(const StudyReading&, const StudyReading&) = default;
};

/// The work on one file: a value; frames are shared between copies and never change in place.
struct SessionState {
    StudyReading study;
    std::map<int, std::shared_ptr<const SessionFrame>> frames;  ///< those with work only; no nulls

    /// The frame's work; an empty one where there is none.
    const SessionFrame& frame(int index) const;
    /// The network has looked at any of the frames.
    bool isSegmented() const;
    friend bool operator==(const SessionState& a, const SessionState& b);
};

/// One change as data: the touched parts as they are after it. Undo, redo and journal need no
/// more. The functions of `session_edits.h` make them.
struct Edit {
    std::string name;                   ///< for menus and the journal: "brush", "segment", ...
    std::optional<StudyReading> study;  ///< nothing = untouched
    std::map<int, std::shared_ptr<const SessionFrame>> frames;  ///< null = no work left there
    /// Nobody asked for it: not to be undone, unless it comes after something that is.
    bool unasked = false;

    /// Changes nothing: not worth an undo step.
    bool empty() const { return !study && frames.empty(); }
};

void change(SessionState& state, const Edit& edit);

/// The words of session files for the enumerations above; the readers throw `ConfigError`.
std::string nameOf(MaskOrigin origin);
std::string nameOf(ReadingStage stage);
MaskOrigin maskOriginOf(const std::string& name);
ReadingStage readingStageOf(const std::string& name);

}  // namespace sonomask::workflow
