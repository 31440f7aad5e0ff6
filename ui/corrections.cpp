#include "ui/corrections.h"

#include <algorithm>

#include "ui/clip_viewer.h"
#include "ui/edit_tools.h"
#include "ui/work_keeper.h"
#include "workflow/mask_edit.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

constexpr double kSmallestBrush = 1;
constexpr double kLargestBrush = 200;

}  // namespace

Corrections::Corrections(ClipViewer* viewer, WorkKeeper* keeper, QObject* parent)
    : QObject(parent),
      viewer_(viewer),
      keeper_(keeper),
      brush_(new BrushTool(false, this)),
      eraser_(new BrushTool(true, this)),
      outline_(new OutlineTool(this)) {
    connect(brush_, &BrushTool::stroke, this, &Corrections::applyStroke);
    connect(eraser_, &BrushTool::stroke, this, &Corrections::applyStroke);
    connect(outline_, &OutlineTool::outlined, this, &Corrections::applyOutline);
}

void Corrections::choose(Tool tool) {
    tool_ = tool_ == tool ? Tool::None : tool;  // the same key puts the tool away
    outline_->reset();
    ViewTool* tools[] = {nullptr, brush_, eraser_, outline_};
    viewer_->view()->setTool(tools[static_cast<int>(tool_)]);
    Q_EMIT toolChanged(tool_);
}

void Corrections::scaleBrush(double factor) {
    const double radius = std::clamp(brush_->radius() * factor, kSmallestBrush, kLargestBrush);
    brush_->setRadius(radius);
    eraser_->setRadius(radius);
    viewer_->view()->update();
}

int Corrections::idAt(int position) const {
    const auto& lesions =
        keeper_->status(viewer_->file()).state.frame(viewer_->frameIndex()).lesions;
    const bool there = position >= 0 && position < static_cast<int>(lesions.size());
    return there ? lesions[static_cast<std::size_t>(position)].id : 0;
}

int Corrections::selectedId() const {
    return idAt(viewer_->view()->selectedMass());
}

int Corrections::targetAt(const cv::Point2f& point_in_frame) const {
    if (const int selected = selectedId()) return selected;
    return idAt(viewer_->view()->massAt(QPointF(point_in_frame.x, point_in_frame.y)));
}

void Corrections::change(int lesion_id, const char* action, MaskChange change) {
    keeper_->apply(viewer_->file(),
                   [frame = viewer_->frameIndex(), lesion_id, action, change = std::move(change)](
                       const workflow::SessionState& state) -> workflow::Edit {
                       const workflow::SessionLesion* lesion = state.frame(frame).find(lesion_id);
                       if (!lesion) return {};  // a change before this one took it away
                       return workflow::edits::changeMask(
                           state, frame, lesion_id, change(lesion->mask.inFrame()),
                           workflow::edits::byHand(action, state.study.reader));
                   });
}

void Corrections::add(const char* action, MaskChange change) {
    const cv::Size size = viewer_->frame()->pixels.size();
    keeper_->apply(
        viewer_->file(), [frame = viewer_->frameIndex(), size, action,
                          change = std::move(change)](const workflow::SessionState& state) {
            return workflow::edits::addLesion(state, frame, change(cv::Mat::zeros(size, CV_8UC1)),
                                              workflow::edits::byHand(action, state.study.reader));
        });
}

void Corrections::applyStroke(const segmentation::Contour& path, double radius_px, bool erase) {
    if (!viewer_->frame()) return;
    const int target = targetAt(path.front());
    const auto paint = [path, radius_px](const cv::Mat& mask) {
        return workflow::paintStroke(mask, path, radius_px);
    };
    const auto rub = [path, radius_px](const cv::Mat& mask) {
        return workflow::eraseStroke(mask, path, radius_px);
    };
    if (erase) {
        if (target) change(target, "erase", rub);
    } else if (target) {
        change(target, "brush", paint);
    } else {
        add("brush", paint);
    }
}

void Corrections::applyOutline(const segmentation::Contour& polygon, bool cut) {
    if (!viewer_->frame()) return;
    const int target = targetAt(polygon.front());
    const auto join = [polygon](const cv::Mat& mask) {
        return workflow::addPolygon(mask, polygon);
    };
    const auto remove = [polygon](const cv::Mat& mask) {
        return workflow::removePolygon(mask, polygon);
    };
    if (cut) {
        if (target) change(target, "cut", remove);
    } else if (target) {
        change(target, "outline", join);
    } else {
        add("outline", join);
    }
}

void Corrections::deleteSelected() {
    const int id = selectedId();
    if (!id) return;
    keeper_->apply(
        viewer_->file(),
        [frame = viewer_->frameIndex(), id](const workflow::SessionState& state) -> workflow::Edit {
            if (!state.frame(frame).find(id)) return {};
            return workflow::edits::deleteLesion(state, frame, id);
        });
}

void Corrections::fillSelected() {
    if (const int id = selectedId())
        change(id, "fill", [](const cv::Mat& mask) { return workflow::fillHoles(mask); });
}

void Corrections::undo() {
    if (!viewer_->file().isEmpty()) keeper_->undo(viewer_->file());
}

void Corrections::redo() {
    if (!viewer_->file().isEmpty()) keeper_->redo(viewer_->file());
}

}  // namespace sonomask::ui
