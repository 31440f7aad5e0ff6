#include "ui/ruler.h"

#include <QLineF>

#include "ui/clip_viewer.h"
#include "ui/dialogs.h"
#include "ui/message_bar.h"
#include "ui/ruler_tool.h"
#include "ui/study_model.h"
#include "ui/text.h"
#include "ui/work_keeper.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

constexpr double kFirstLengthMm = 10;

}  // namespace

Ruler::Ruler(const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), tool_(new RulerTool(this)) {
    connect(tool_, &RulerTool::measured, this, &Ruler::apply);
}

void Ruler::choose() {
    if (active_) {
        parts_.viewer->view()->setTool(nullptr);
        putAway();
        return;
    }
    Q_EMIT aboutToStart();
    active_ = true;
    tool_->reset();
    parts_.viewer->view()->setTool(tool_);
    Q_EMIT activeChanged(true);
}

void Ruler::putAway() {
    if (!active_) return;
    active_ = false;
    tool_->reset();
    Q_EMIT activeChanged(false);
}

bool Ruler::mayReplaceScale() const {
    const Calibration& calibration = parts_.viewer->frame()->calibration;
    if (calibration.regions.empty() && !calibration.declared_spacing) return true;
    return parts_.dialogs->confirm(
        parts_.viewer, tr("Ruler"),
        tr("The file gives a scale of its own. Should your line take its place for this file?"),
        tr("Use my line"));
}

void Ruler::apply(const QPointF& from_in_frame, const QPointF& to_in_frame) {
    if (!parts_.viewer->frame() || !mayReplaceScale()) return;
    const double pixels = QLineF(from_in_frame, to_in_frame).length();
    const auto mm = parts_.dialogs->askNumber(
        parts_.viewer, tr("Ruler"), tr("Length of the line in millimetres:"), kFirstLengthMm);
    if (!mm) return;
    const double mm_per_pixel = *mm / pixels;
    choose();  // one line is enough
    setSpacing(parts_.viewer->file(), mm_per_pixel, false);
    parts_.messages->showText(
        MessageBar::Kind::Info,
        tr("%1: %2 mm per pixel by the ruler, along both axes alike. Undo takes it back.")
            .arg(fromPath(toPath(parts_.viewer->file()).filename()), number(mm_per_pixel, 4)));
    offerToStudy(mm_per_pixel);
}

/// Other stills of the study that carry no scale either. Only a person knows whether they were
/// taken at the same depth, so nothing is assumed.
void Ruler::offerToStudy(double mm_per_pixel) {
    const ClipInfo* measured = parts_.studies->clip(parts_.viewer->file());
    if (!measured || measured->format == "DICOM") return;
    QStringList others;
    for (const QString& file : parts_.studies->filesOfStudyWith(parts_.viewer->file())) {
        const ClipInfo* clip = parts_.studies->clip(file);
        if (file != parts_.viewer->file() && clip && clip->format != "DICOM" &&
            clip->width == measured->width && clip->height == measured->height)
            others << file;
    }
    if (others.isEmpty() ||
        !parts_.dialogs->confirm(
            parts_.viewer, tr("Ruler"),
            tr("%n other picture(s) of this study have the same size and no scale. Use this scale "
               "for them too? It holds only where they were taken at the same depth.",
               nullptr, static_cast<int>(others.size())),
            tr("Use it for them too")))
        return;
    for (const QString& file : others) setSpacing(file, mm_per_pixel, true);
}

void Ruler::setSpacing(const QString& file, double mm_per_pixel, bool only_if_none) {
    parts_.keeper->apply(file, [=](const workflow::SessionState& state) -> workflow::Edit {
        if (only_if_none && state.study.user_spacing) return {};
        return workflow::edits::setUserSpacing(state, PixelSpacing{mm_per_pixel, mm_per_pixel});
    });
}

void Ruler::forget() {
    if (parts_.viewer->file().isEmpty()) return;
    parts_.keeper->apply(parts_.viewer->file(), [](const workflow::SessionState& state) {
        return workflow::edits::setUserSpacing(state, std::nullopt);
    });
}

}  // namespace sonomask::ui
