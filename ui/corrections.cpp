#include "ui/corrections.h"

#include <algorithm>

#include "ui/clip_viewer.h"
#include "ui/edit_tools.h"
#include "ui/shape_tools.h"
#include "ui/work_keeper.h"
#include "workflow/mask_edit.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

constexpr double kSmallestBrush = 1;
constexpr double kLargestBrush = 200;

workflow::Edit joined(const workflow::SessionState& state, int frame, int first, int second) {
    const workflow::SessionFrame& work = state.frame(frame);
    if (!work.find(first) || !work.find(second)) return {};
    return workflow::edits::mergeLesions(state, frame, {first, second},
                                         workflow::edits::byHand("join", state.study.reader));
}

/// The first mass that the line parts, as its parts; nothing where it parts none.
workflow::Edit parted(const workflow::SessionState& state, int frame,
                      const segmentation::Contour& line_in_frame) {
    for (const workflow::SessionLesion& lesion : state.frame(frame).lesions) {
        const std::vector<cv::Mat> parts =
            workflow::splitAlong(lesion.mask.inFrame(), line_in_frame);
        if (parts.size() < 2) continue;
        cv::Mat all = parts.front().clone();
        for (const cv::Mat& part : parts) all |= part;
        return workflow::edits::changeMask(state, frame, lesion.id, all,
                                           workflow::edits::byHand("split", state.study.reader));
    }
    return {};
}

}  // namespace

Corrections::Corrections(ClipViewer* viewer, WorkKeeper* keeper, QObject* parent)
    : QObject(parent),
      viewer_(viewer),
      keeper_(keeper),
      brush_(new BrushTool(false, this)),
      eraser_(new BrushTool(true, this)),
      outline_(new OutlineTool(this)),
      contour_(new ContourTool(this)),
      line_(new SpanTool(SpanTool::Shape::Line, this)),
      box_(new SpanTool(SpanTool::Shape::Box, this)) {
    connect(brush_, &BrushTool::stroke, this, &Corrections::applyStroke);
    connect(eraser_, &BrushTool::stroke, this, &Corrections::applyStroke);
    connect(outline_, &OutlineTool::outlined, this, &Corrections::applyOutline);
    connect(contour_, &ContourTool::reshaped, this, &Corrections::applyContour);
    connect(contour_, &ContourTool::pressedElsewhere, this,
            [this](const QPointF& point) { Q_EMIT massWanted(viewer_->view()->massAt(point)); });
    connect(line_, &SpanTool::spanned, this, &Corrections::applyLine);
    connect(box_, &SpanTool::spanned, this, [this](const QPointF& from, const QPointF& to) {
        Q_EMIT boxDrawn(QRectF(from, to).normalized());
    });
}

void Corrections::choose(Tool tool) {
    tool_ = tool_ == tool ? Tool::None : tool;  // the same key puts the tool away
    outline_->reset();
    line_->reset();
    box_->reset();
    followSelection();
    viewer_->view()->setTool(viewTool());
    Q_EMIT toolChanged(tool_);
}

ViewTool* Corrections::viewTool() const {
    switch (tool_) {
        case Tool::None:
            return nullptr;
        case Tool::Brush:
            return brush_;
        case Tool::Eraser:
            return eraser_;
        case Tool::Outline:
            return outline_;
        case Tool::Contour:
            return contour_;
        case Tool::Line:
            return line_;
        case Tool::Box:
            return box_;
    }
    return nullptr;
}

void Corrections::followSelection() {
    if (tool_ != Tool::Contour) return;
    const auto* findings = viewer_->findings();
    const int selected = viewer_->view()->selectedMass();
    if (findings && selected < 0 && findings->lesions.size() == 1) {
        Q_EMIT massWanted(0);  // comes back here
        return;
    }
    const bool there =
        findings && selected >= 0 && selected < static_cast<int>(findings->lesions.size());
    contour_->setContour(
        there ? findings->lesions[static_cast<std::size_t>(selected)].lesion.contour_in_frame
              : segmentation::Contour());
    viewer_->view()->update();
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

/// What the network shows of a clip before it is done with it is not kept yet, and may still
/// change.
bool Corrections::mayCorrect() {
    if (!viewer_->frame()) return false;
    const auto* shown = viewer_->findings();
    const auto& kept = keeper_->status(viewer_->file()).state.frame(viewer_->frameIndex());
    if (!shown || shown->lesions.empty() || !kept.lesions.empty()) return true;
    if (!keeper_->hasWork(viewer_->file())) return true;  // the keeper says why it has not
    Q_EMIT refused(
        tr("These outlines are not kept yet, the picture is still being segmented. "
           "Correct them when that is done."));
    return false;
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
    if (!mayCorrect()) return;
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
    if (!mayCorrect()) return;
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

void Corrections::applyContour(const segmentation::Contour& contour) {
    if (!mayCorrect()) return;
    const int id = selectedId();
    if (!id) return;
    keeper_->apply(viewer_->file(),
                   [frame = viewer_->frameIndex(), id,
                    contour](const workflow::SessionState& state) -> workflow::Edit {
                       const workflow::SessionLesion* lesion = state.frame(frame).find(id);
                       if (!lesion) return {};
                       return workflow::edits::changeMask(
                           state, frame, id,
                           workflow::maskFromContour(contour, lesion->mask.frameSize()),
                           workflow::edits::byHand("contour", state.study.reader), contour);
                   });
}

void Corrections::applyLine(const QPointF& from_in_frame, const QPointF& to_in_frame) {
    if (!mayCorrect()) return;
    const FrameView* view = viewer_->view();
    const int first = idAt(view->massAt(from_in_frame));
    const int last = idAt(view->massAt(to_in_frame));
    const segmentation::Contour line = {
        {static_cast<float>(from_in_frame.x()), static_cast<float>(from_in_frame.y())},
        {static_cast<float>(to_in_frame.x()), static_cast<float>(to_in_frame.y())}};
    keeper_->apply(viewer_->file(),
                   [frame = viewer_->frameIndex(), first, last,
                    line](const workflow::SessionState& state) -> workflow::Edit {
                       if (first && last && first != last) return joined(state, frame, first, last);
                       return parted(state, frame, line);
                   });
}

void Corrections::deleteSelected() {
    if (!mayCorrect()) return;
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
    if (!mayCorrect()) return;
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
