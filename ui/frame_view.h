#pragma once

#include <memory>
#include <optional>

#include <QWidget>

#include "imaging/frame.h"
#include "ui/evidence_layer.h"
#include "ui/overlay.h"
#include "ui/picture.h"
#include "ui/view_transform.h"

namespace sonomask::ui {

class ViewTool;

/// Lines of text in the corners of the picture.
struct CornerTexts {
    QString top_left;
    QString top_right;
    QString bottom_left;
};

/// The picture: one frame with the outlines of its masses. The wheel zooms, dragging moves,
/// dragging with the right button changes level and width of the grey window.
class FrameView final : public QWidget {
    Q_OBJECT

  public:
    explicit FrameView(QWidget* parent = nullptr);
    ~FrameView() override;

    /// Shows a frame; the zoom stays when the size is that of the frame before.
    void setFrame(const Frame& frame);
    /// Shows no picture but a sentence in its place.
    void setMessage(const QString& message);
    const Frame* frame() const noexcept { return frame_ ? &*frame_ : nullptr; }

    void setOverlay(const workflow::FrameFindings* findings);
    void setOverlayStyle(const OverlayStyle& style);
    /// The mass under a point, the smallest where several hold it; -1 for none.
    int massAt(const QPointF& point_in_frame) const { return overlay_.massAt(point_in_frame); }
    /// What decided a term, over the outlines; gone with the next frame.
    void setEvidence(std::optional<EvidenceLayer> evidence);
    bool showsEvidence() const noexcept { return evidence_.has_value(); }
    void setSelectedMass(int index);
    int selectedMass() const noexcept { return selected_; }

    void setCorners(const CornerTexts& corners);

    void setGreyWindow(const GreyWindow& window);
    const GreyWindow& greyWindow() const noexcept { return window_; }

    const ViewTransform& transform() const noexcept { return transform_; }
    void fit();
    void zoomToActualSize();
    void zoomBy(double factor);
    /// Shows the part of the picture that another view shows; says nothing of it.
    void showPart(const SeenPart& part);

    /// What the left button does; none = move the picture. The view does not own the tool.
    void setTool(ViewTool* tool);
    /// Drops what the tool has half made, the button still held or not.
    void dropStroke();

    QSize sizeHint() const override { return {800, 600}; }

  Q_SIGNALS:
    void zoomChanged(double zoom);
    /// The person moved or zoomed the picture.
    void moved(const sonomask::ui::SeenPart& part);
    void greyWindowChanged(const sonomask::ui::GreyWindow& window);
    void massClicked(int index);
    /// Where the mouse is, in frame coordinates, for the status bar.
    void hovered(const QPointF& point_in_frame);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    enum class Drag { None, Pan, Window, Tool };

    void rebuildImage();
    void tellMoved();
    void paintMessage(QPainter& painter) const;
    void paintCorners(QPainter& painter) const;
    void zoomTo(double zoom, const QPointF& anchor);
    void showCursor();

    std::optional<Frame> frame_;
    QImage image_;
    QImage graphics_;
    QString message_;
    Overlay overlay_;
    std::optional<EvidenceLayer> evidence_;
    OverlayStyle style_;
    CornerTexts corners_;
    GreyWindow window_;
    ViewTransform transform_;
    int selected_ = -1;
    ViewTool* tool_ = nullptr;
    Drag drag_ = Drag::None;
    Qt::MouseButton drag_button_ = Qt::NoButton;
    QPointF last_position_;
    bool moved_ = false;
};

}  // namespace sonomask::ui
