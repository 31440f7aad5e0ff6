#pragma once

#include <QSplitter>

#include "ui/overlay.h"
#include "ui/view_transform.h"

namespace sonomask::ui {

class ClipViewer;
class FindingsStore;

/// The picture, and on demand a second one held beside it while the first goes on: the two views
/// of one mass. Both show the same part of their pictures when they are linked.
class SideBySide final : public QSplitter {
    Q_OBJECT

  public:
    SideBySide(ClipViewer* main, FindingsStore* findings, QWidget* parent = nullptr);

    /// Holds the frame in view beside; the same again lets it go.
    void toggle();
    bool isHolding() const;
    void letGo();
    void setLinked(bool linked);
    void setOverlayStyle(const OverlayStyle& style);
    /// Null before a picture was held.
    ClipViewer* held() const noexcept { return held_; }

  Q_SIGNALS:
    void holdingChanged(bool holding);

  private:
    void makeHeld();
    void showCorners();
    void link(const SeenPart& part, ClipViewer* follower);

    ClipViewer* main_;
    FindingsStore* findings_;
    ClipViewer* held_ = nullptr;
    OverlayStyle style_;
    bool linked_ = true;
};

}  // namespace sonomask::ui
