#include "ui/exporter.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "export/pictures.h"
#include "ui/core_text.h"
#include "ui/text.h"
#include "workflow/findings_json.h"
#include "workflow/session_report.h"

namespace sonomask::ui {
namespace {

report::OverlayStyle exportStyle(const OverlayStyle& style) {
    report::OverlayStyle result;
    result.outline_bgr = {static_cast<double>(style.colour.blue()),
                          static_cast<double>(style.colour.green()),
                          static_cast<double>(style.colour.red())};
    result.fill_opacity = style.fill_opacity;
    return result;
}

/// Those clips with work that are not among `left_out`.
std::vector<ExportedWork> shownOf(const std::vector<workflow::ReadClip>& clips,
                                  const std::vector<workflow::SkippedFile>& left_out) {
    std::vector<ExportedWork> shown;
    for (const workflow::ReadClip& item : clips) {
        const std::filesystem::path& file = item.clip.info().file;
        const bool is_out = std::any_of(left_out.begin(), left_out.end(),
                                        [&](const auto& skipped) { return skipped.file == file; });
        if (!is_out && !item.state.frames.empty()) shown.push_back({fromPath(file), item.state});
    }
    return shown;
}

}  // namespace

Exporter::Exporter(QObject* parent) : QObject(parent) {}

Task* Exporter::start(const QString& target, const ExportedWork& work,
                      std::function<void()> write) {
    return Task::start<bool>(
        this, tr("Exporting"),
        [write = std::move(write)](const std::stop_token&, const ProgressCallback&) {
            write();
            return true;
        },
        [this, target, work](bool) {
            Q_EMIT exported(work);
            Q_EMIT written(target);
        });
}

Task* Exporter::mask(const QString& target, const ExportedWork& work,
                     const workflow::FrameFindings& findings) {
    return start(target, work, [target, findings] {
        report::writePng(toPath(target),
                         segmentation::maskOf(workflow::lesionsOf(findings), findings.frame_size));
    });
}

Task* Exporter::overlay(const QString& target, const ExportedWork& work, const Frame& frame,
                        const workflow::FrameFindings& findings, const OverlayStyle& style) {
    return start(target, work, [target, frame, findings, style = exportStyle(style)] {
        report::writePng(toPath(target),
                         report::overlayOf(frame, workflow::lesionsOf(findings), style));
    });
}

Task* Exporter::csv(const QString& target, const ExportedWork& work,
                    const std::vector<workflow::FrameFindings>& frames) {
    return start(target, work, [target, frames] {
        writeFileAtomically(toPath(target), workflow::measurementsCsv(frames));
    });
}

Task* Exporter::json(const QString& target, const ExportedWork& work, const ClipInfo& clip,
                     const std::vector<workflow::FrameFindings>& frames) {
    return start(target, work, [target, clip, frames, state = work.state] {
        writeFileAtomically(toPath(target),
                            workflow::clipFindingsJson(clip, frames, state).dump(2));
    });
}

Task* Exporter::report(const QString& target, const std::vector<workflow::ReadClip>& clips,
                       const std::vector<workflow::SkippedFile>& unreadable,
                       const report::ReportOptions& options,
                       const descriptors::DescribeOptions& describe, const std::string& reader) {
    using LeftOut = std::vector<workflow::SkippedFile>;
    const auto work = [target, clips, unreadable, options, describe, reader](
                          const std::stop_token& stop, const ProgressCallback& progress) {
        auto [content, left_out] = workflow::reportOf(clips, describe, unreadable, progress, stop);
        if (content.reader.empty()) content.reader = reader;
        const bool html = target.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive);
        html ? report::writeReportHtml(toPath(target), content, options)
             : report::writeReportPdf(toPath(target), content, options);
        left_out.erase(left_out.begin(), left_out.begin() + std::ssize(unreadable));
        return left_out;
    };
    return Task::start<LeftOut>(
        this, tr("Writing the report"), work, [this, target, clips](const LeftOut& left_out) {
            for (const ExportedWork& shown : shownOf(clips, left_out)) Q_EMIT exported(shown);
            for (const workflow::SkippedFile& skipped : left_out)
                Q_EMIT leftOut(fromPath(skipped.file.filename()), coreText(skipped));
            Q_EMIT written(target);
        });
}

}  // namespace sonomask::ui
