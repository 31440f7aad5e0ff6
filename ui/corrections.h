#pragma once

#include <QObject>

#include "segmentation/lesions.h"

namespace sonomask::ui {

class BrushTool;
class ClipViewer;
class ContourTool;
class OutlineTool;
class SpanTool;
class ViewTool;
class WorkKeeper;

/// What the hand does to the masses of the frame in view; each is one undo step.
class Corrections final : public QObject {
    Q_OBJECT

  public:
    enum class Tool { None, Brush, Eraser, Outline, Contour, Line, Box };

    Corrections(ClipViewer* viewer, WorkKeeper* keeper, QObject* parent = nullptr);

    void choose(Tool tool);
    Tool tool() const noexcept { return tool_; }
    /// Makes brush and eraser larger (> 1) or smaller.
    void scaleBrush(double factor);
    void deleteSelected();
    void fillSelected();
    void undo();
    void redo();
    /// Another mass is selected, or the masses of the frame are others now.
    void followSelection();

  Q_SIGNALS:
    void toolChanged(sonomask::ui::Corrections::Tool tool);
    /// A box was drawn around a mass that the network is to find.
    void boxDrawn(const QRectF& box_in_frame);
    void massWanted(int position);
    /// Nothing was changed.
    void refused(const QString& why);

  private:
    using MaskChange = std::function<cv::Mat(const cv::Mat& mask_in_frame)>;

    void applyStroke(const segmentation::Contour& path, double radius_px, bool erase);
    void applyOutline(const segmentation::Contour& polygon, bool cut);
    void applyContour(const segmentation::Contour& contour);
    /// Joins the masses that hold the line's ends; else cuts the one that the line parts.
    void applyLine(const QPointF& from_in_frame, const QPointF& to_in_frame);
    ViewTool* viewTool() const;
    /// The id of the mass that is meant: the selected one, else the one under `point`; 0 for none.
    int targetAt(const cv::Point2f& point_in_frame) const;
    int selectedId() const;
    int idAt(int position) const;
    bool mayCorrect();
    void change(int lesion_id, const char* action, MaskChange change);
    void add(const char* action, MaskChange change);

    ClipViewer* viewer_;
    WorkKeeper* keeper_;
    BrushTool* brush_;
    BrushTool* eraser_;
    OutlineTool* outline_;
    ContourTool* contour_;
    SpanTool* line_;
    SpanTool* box_;
    Tool tool_ = Tool::None;
};

}  // namespace sonomask::ui
