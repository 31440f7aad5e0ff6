#pragma once

#include <optional>

#include <QObject>
#include <QPointF>
#include <QString>

#include "preprocess/depth_ticks.h"

namespace sonomask::ui {

class ClipViewer;
class Dialogs;
class MessageBar;
class RulerTool;
class StudyModel;
class WorkKeeper;

/// Gives a picture its scale: the person draws a line of known length, or clicks at the depth scale
/// that was found in the picture and says what one tick means. The scale is a part of the session,
/// undoable, and named as the source beside every measure.
class Ruler final : public QObject {
    Q_OBJECT

  public:
    struct Parts {
        ClipViewer* viewer;
        WorkKeeper* keeper;
        const StudyModel* studies;
        Dialogs* dialogs;
        MessageBar* messages;
    };
    Ruler(const Parts& parts, QObject* parent = nullptr);

    /// Takes the ruler to hand, or puts it away.
    void choose();
    /// Another tool was taken.
    void putAway();
    /// The picture's own scale, or none, holds again.
    void forget();

  Q_SIGNALS:
    void activeChanged(bool active);
    /// Before the ruler becomes the tool in hand: others are to be put away.
    void aboutToStart();

  private:
    struct Scale {
        PixelSpacing spacing;
        double tick_mm;  ///< 0 = not from the depth ticks
    };
    /// Off the window's thread: a large picture takes tens of milliseconds.
    void lookForTicks();
    void showTicks(const std::optional<preprocess::DepthTicks>& ticks);
    void apply(const QPointF& from_in_frame, const QPointF& to_in_frame);
    void applyTicks();
    bool mayReplaceScale(const Calibration& calibration) const;
    void use(const QString& measured, const Scale& scale, const QString& message);
    void offerToStudy(const QString& measured, const Scale& scale);
    void setSpacing(const QString& file, const Scale& scale, bool only_if_none);

    Parts parts_;
    RulerTool* tool_;
    bool active_ = false;
    QString looked_at_;  ///< the file in which ticks were looked for
};

}  // namespace sonomask::ui
