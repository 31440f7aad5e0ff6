#pragma once

#include <QObject>
#include <QPointF>

namespace sonomask::ui {

class ClipViewer;
class Dialogs;
class MessageBar;
class RulerTool;
class StudyModel;
class WorkKeeper;

/// Gives a picture its scale: the person draws a line of known length, such as the depth scale
/// burned into the picture. The scale is a part of the session, undoable, and named as the source
/// beside every measure.
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
    void apply(const QPointF& from_in_frame, const QPointF& to_in_frame);
    bool mayReplaceScale() const;
    void offerToStudy(double mm_per_pixel);
    void setSpacing(const QString& file, double mm_per_pixel, bool only_if_none);

    Parts parts_;
    RulerTool* tool_;
    bool active_ = false;
};

}  // namespace sonomask::ui
