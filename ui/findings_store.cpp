#include "ui/findings_store.h"

namespace sonomask::ui {

FindingsStore::FindingsStore(QObject* parent) : QObject(parent) {}

const workflow::FrameFindings* FindingsStore::find(const QString& file, int frame) const {
    const auto clip = clips_.find(file.toStdString());
    if (clip == clips_.end()) return nullptr;
    const auto found = clip->second.find(frame);
    return found == clip->second.end() ? nullptr : &found->second;
}

std::vector<workflow::FrameFindings> FindingsStore::ofClip(const QString& file) const {
    std::vector<workflow::FrameFindings> frames;
    if (const auto clip = clips_.find(file.toStdString()); clip != clips_.end())
        for (const auto& [index, findings] : clip->second) frames.push_back(findings);
    return frames;
}

std::vector<int> FindingsStore::framesWithMasses(const QString& file) const {
    std::vector<int> frames;
    if (const auto clip = clips_.find(file.toStdString()); clip != clips_.end())
        for (const auto& [index, findings] : clip->second)
            if (!findings.lesions.empty()) frames.push_back(index);
    return frames;
}

bool FindingsStore::has(const QString& file) const {
    return clips_.contains(file.toStdString());
}

void FindingsStore::set(const QString& file, int frame, workflow::FrameFindings findings) {
    clips_[file.toStdString()].insert_or_assign(frame, std::move(findings));
    Q_EMIT changed(file, frame);
}

void FindingsStore::remove(const QString& file, int frame) {
    const auto clip = clips_.find(file.toStdString());
    if (clip == clips_.end() || clip->second.erase(frame) == 0) return;
    if (clip->second.empty()) clips_.erase(clip);
    Q_EMIT changed(file, frame);
}

void FindingsStore::clear() {
    clips_.clear();
}

}  // namespace sonomask::ui
