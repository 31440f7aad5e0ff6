#include "ui/ruler.h"

#include "ui/clip_viewer.h"
#include "ui/dialogs.h"
#include "ui/message_bar.h"
#include "ui/ruler_tool.h"
#include "ui/study_model.h"
#include "ui/task.h"
#include "ui/text.h"
#include "ui/work_keeper.h"
#include "workflow/session_edits.h"

namespace sonomask::ui {
namespace {

constexpr double kFirstLengthMm = 10;
constexpr double kFirstTickMm = 5;

/// The sides of a pixel at this place, as the file has them: a line gives but one number.
PixelSpacing pixelShapeAt(const QRectF& area_in_frame, const Calibration& calibration) {
    const QRect area = area_in_frame.normalized().toAlignedRect();
    return calibration.scaleFor({area.x(), area.y(), area.width(), area.height()}).pixel();
}

/// "0.1250", or "0.1250 × 0.2500" where the sides of a pixel differ.
QString spacingText(const PixelSpacing& spacing) {
    const QString across = number(spacing.x_mm, 4);
    const QString down = number(spacing.y_mm, 4);
    return across == down ? across : across + QStringLiteral(" × ") + down;
}

}  // namespace

Ruler::Ruler(const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), tool_(new RulerTool(this)) {
    connect(tool_, &RulerTool::measured, this, &Ruler::apply);
    connect(tool_, &RulerTool::ticksChosen, this, &Ruler::applyTicks);
    connect(parts_.viewer, &ClipViewer::frameShown, this, [this](const QString& file) {
        if (active_ && file != looked_at_) lookForTicks();
    });
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
    lookForTicks();
}

void Ruler::lookForTicks() {
    tool_->showTicks(std::nullopt);
    if (!parts_.viewer->frame()) return;
    using Found = std::optional<preprocess::DepthTicks>;
    looked_at_ = parts_.viewer->file();
    Task::start<Found>(
        this, tr("Looking for a depth scale"),
        [frame = *parts_.viewer->frame()](const std::stop_token&, const ProgressCallback&) {
            return preprocess::findDepthTicks(greyOf(frame));
        },
        [this, file = looked_at_](const Found& ticks) {
            if (active_ && ticks && file == parts_.viewer->file()) showTicks(ticks);
        });
}

void Ruler::showTicks(const std::optional<preprocess::DepthTicks>& ticks) {
    tool_->showTicks(ticks);
    parts_.viewer->view()->update();
    parts_.messages->showText(
        MessageBar::Kind::Info,
        tr("Depth scale found: %1 ticks, %2 pixels apart. Click at it and say what one tick means, "
           "or draw a line of known length.")
            .arg(ticks->count)
            .arg(number(ticks->period_px, 1)));
}

void Ruler::putAway() {
    if (!active_) return;
    active_ = false;
    tool_->reset();
    Q_EMIT activeChanged(false);
}

bool Ruler::mayReplaceScale(const Calibration& calibration) const {
    if (calibration.regions.empty() && !calibration.declared_spacing) return true;
    return parts_.dialogs->confirm(
        parts_.viewer, tr("Ruler"),
        tr("The file gives a scale of its own. Should your line take its place for this file?"),
        tr("Use my line"));
}

void Ruler::apply(const QPointF& from_in_frame, const QPointF& to_in_frame) {
    parts_.viewer->view()->update();  // the whole line before the question
    if (!parts_.viewer->frame()) return;
    // As they are now: a clip may play on, or another one come into view, while the person is
    // asked.
    const QString file = parts_.viewer->file();
    const Calibration calibration = parts_.viewer->frame()->calibration;
    if (!mayReplaceScale(calibration)) return;
    const QPointF line = to_in_frame - from_in_frame;
    const PixelSpacing shape = pixelShapeAt(QRectF(from_in_frame, to_in_frame), calibration);
    const auto mm = parts_.dialogs->askNumber(
        parts_.viewer, tr("Ruler"), tr("Length of the line in millimetres:"), kFirstLengthMm);
    if (!mm) return;
    use(file, {spacingFromLine({line.x(), line.y()}, *mm, shape), 0},
        tr("%1: %2 mm per pixel by the ruler. Undo takes it back."));
}

void Ruler::applyTicks() {
    if (!parts_.viewer->frame()) return;
    // As they are now: a clip may play on, or another one come into view, while the person is
    // asked.
    const QString file = parts_.viewer->file();
    const preprocess::DepthTicks ticks = *tool_->ticks();
    const Frame picture = *parts_.viewer->frame();
    if (!mayReplaceScale(picture.calibration)) return;
    const auto mm = parts_.dialogs->askNumber(
        parts_.viewer, tr("Ruler"),
        tr("The ticks are %1 pixels apart. What one means the picture does not say: read it off "
           "the numbers beside them.\n\nMillimetres from one tick to the next:")
            .arg(number(ticks.period_px, 1)),
        kFirstTickMm);
    if (!mm) return;
    const PixelSpacing spacing = preprocess::spacingFromTicks(ticks, *mm, picture.calibration);
    const double height_mm = spacing.y_mm * picture.pixels.rows;
    use(file, {spacing, *mm},
        tr("%1: %2 mm per pixel by the depth ticks; so the picture is %3 mm high. Undo takes it "
           "back.")
            .arg(QStringLiteral("%1"), QStringLiteral("%2"), number(height_mm, 0)));
}

/// In `message` %1 stands for the file and %2 for the scale.
void Ruler::use(const QString& measured, const Scale& scale, const QString& message) {
    choose();  // one is enough
    setSpacing(measured, scale, false);
    parts_.messages->showText(
        MessageBar::Kind::Info,
        message.arg(fromPath(toPath(measured).filename()), spacingText(scale.spacing)));
    offerToStudy(measured, scale);
}

/// Other stills of the study that carry no scale either. Only a person knows whether they were
/// taken at the same depth, so nothing is assumed.
void Ruler::offerToStudy(const QString& measured, const Scale& scale) {
    const ClipInfo* like = parts_.studies->clip(measured);
    if (!like || like->format == "DICOM") return;
    QStringList others;
    for (const QString& file : parts_.studies->filesOfStudyWith(measured)) {
        const ClipInfo* clip = parts_.studies->clip(file);
        if (file != measured && clip && clip->format != "DICOM" && clip->width == like->width &&
            clip->height == like->height)
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
    for (const QString& file : others) setSpacing(file, scale, true);
}

void Ruler::setSpacing(const QString& file, const Scale& scale, bool only_if_none) {
    parts_.keeper->apply(file, [=](const workflow::SessionState& state) -> workflow::Edit {
        if (only_if_none && state.study.user_spacing) return {};
        return workflow::edits::setUserSpacing(state, scale.spacing, scale.tick_mm);
    });
}

void Ruler::forget() {
    if (parts_.viewer->file().isEmpty()) return;
    parts_.keeper->apply(parts_.viewer->file(), [](const workflow::SessionState& state) {
        return workflow::edits::setUserSpacing(state, std::nullopt);
    });
}

}  // namespace sonomask::ui
