#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include <QObject>

#include "workflow/findings.h"

namespace sonomask::ui {

/// What was found in each frame of each clip: the one place where the window keeps it.
class FindingsStore final : public QObject {
    Q_OBJECT

  public:
    explicit FindingsStore(QObject* parent = nullptr);

    /// Null when the frame was not segmented.
    const workflow::FrameFindings* find(const QString& file, int frame) const;
    /// All segmented frames of a clip, in order.
    std::vector<workflow::FrameFindings> ofClip(const QString& file) const;
    /// The frames of a clip in which a mass was found.
    std::vector<int> framesWithMasses(const QString& file) const;
    bool has(const QString& file) const;

    void set(const QString& file, int frame, workflow::FrameFindings findings);
    /// Takes the findings of a frame away: it counts as not segmented.
    void remove(const QString& file, int frame);
    void clear();

  Q_SIGNALS:
    void changed(const QString& file, int frame);

  private:
    std::unordered_map<std::string, std::map<int, workflow::FrameFindings>> clips_;
};

}  // namespace sonomask::ui
