#include "workflow/session_state.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/error.h"

namespace sonomask::workflow {
namespace {

constexpr std::array<std::pair<MaskOrigin, const char*>, 2> kOrigins = {
    {{MaskOrigin::Network, "network"}, {MaskOrigin::Hand, "hand"}}};
constexpr std::array<std::pair<ReadingStage, const char*>, 3> kStages = {
    {{ReadingStage::New, "new"},
     {ReadingStage::Segmented, "segmented"},
     {ReadingStage::Reviewed, "reviewed"}}};

template <class Table, class Value>
std::string wordOf(const Table& table, Value value) {
    for (const auto& [entry, word] : table)
        if (entry == value) return word;
    return {};
}

template <class Table>
auto valueOf(const Table& table, const std::string& name) {
    for (const auto& [entry, word] : table)
        if (name == word) return entry;
    throw ConfigError("\"" + name + "\" is not known in a session");
}

template <class T>
bool sameContent(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
    return a == b || (a && b && *a == *b);
}

}  // namespace

bool SessionLesion::touchedByHand() const {
    return std::any_of(history.begin(), history.end(),
                       [](const MaskStep& step) { return step.origin == MaskOrigin::Hand; });
}

bool SessionLesion::isReaders() const {
    return touchedByHand() || !note.empty() ||
           std::any_of(terms.begin(), terms.end(),
                       [](const auto& term) { return !term.second.overruled.empty(); });
}

bool operator==(const SessionLesion& a, const SessionLesion& b) {
    return a.id == b.id && a.mask == b.mask &&
           sameContent(a.contour_in_frame, b.contour_in_frame) && a.score == b.score &&
           a.threshold == b.threshold && a.history == b.history && a.terms == b.terms &&
           a.note == b.note;
}

const SessionLesion* SessionFrame::find(int lesion_id) const {
    const auto found = std::find_if(lesions.begin(), lesions.end(),
                                    [&](const SessionLesion& l) { return l.id == lesion_id; });
    return found == lesions.end() ? nullptr : &*found;
}

int SessionFrame::nextId() const {
    int highest = 0;
    for (const SessionLesion& lesion : lesions) highest = std::max(highest, lesion.id);
    return highest + 1;
}

const SessionFrame& SessionState::frame(int index) const {
    static const SessionFrame kUntouched;
    const auto found = frames.find(index);
    return found == frames.end() ? kUntouched : *found->second;
}

bool SessionState::isSegmented() const {
    return std::any_of(frames.begin(), frames.end(),
                       [](const auto& entry) { return !entry.second->segmented_by.empty(); });
}

bool operator==(const SessionState& a, const SessionState& b) {
    return a.study == b.study && std::equal(a.frames.begin(), a.frames.end(), b.frames.begin(),
                                            b.frames.end(), [](const auto& x, const auto& y) {
                                                return x.first == y.first &&
                                                       sameContent(x.second, y.second);
                                            });
}

void change(SessionState& state, const Edit& edit) {
    if (edit.study) state.study = *edit.study;
    for (const auto& [index, frame] : edit.frames) {
        if (frame)
            state.frames[index] = frame;
        else
            state.frames.erase(index);
    }
}

std::string nameOf(MaskOrigin origin) {
    return wordOf(kOrigins, origin);
}

std::string nameOf(ReadingStage stage) {
    return wordOf(kStages, stage);
}

MaskOrigin maskOriginOf(const std::string& name) {
    return valueOf(kOrigins, name);
}

ReadingStage readingStageOf(const std::string& name) {
    return valueOf(kStages, name);
}

}  // namespace sonomask::workflow
