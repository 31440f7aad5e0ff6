#include "workflow/session_report.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <set>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/version.h"
#include "export/pictures.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostUnmarkedFrames = 4;

std::int64_t areaPxOf(const SessionFrame& frame) {
    std::int64_t area = 0;
    for (const SessionLesion& lesion : frame.lesions) area += lesion.mask.areaPx();
    return area;
}

/// The frames that a report shows, in their order.
std::vector<int> framesToShow(const SessionState& state) {
    std::vector<int> marked, with_mass;
    for (const auto& [index, frame] : state.frames) {
        if (frame->marked) marked.push_back(index);
        if (!frame->lesions.empty()) with_mass.push_back(index);
    }
    if (!marked.empty()) return marked;
    if (with_mass.size() > kMostUnmarkedFrames) {
        std::stable_sort(with_mass.begin(), with_mass.end(), [&](int a, int b) {
            return areaPxOf(state.frame(a)) > areaPxOf(state.frame(b));
        });
        with_mass.resize(kMostUnmarkedFrames);
        std::sort(with_mass.begin(), with_mass.end());
    }
    return with_mass;
}

/// "echo_pattern" as "Echo pattern".
std::string readable(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = char(name[0] - 'a' + 'A');
    return name;
}

/// Beside the mass, dark below bright, so that it can be read on any grey.
void drawNumber(cv::Mat& picture, int number, const cv::Rect& bounds) {
    const double scale = std::max(0.5, picture.cols / 1000.0);
    const cv::Point place(std::min(bounds.br().x + 4, picture.cols - cvCeil(24 * scale)),
                          std::max(bounds.y, cvCeil(22 * scale)));
    const std::string text = std::to_string(number);
    const report::OverlayStyle style;
    for (const auto& [colour, thickness] :
         {std::pair(cv::Scalar(0, 0, 0), 4.0), std::pair(style.outline_bgr, 1.5)})
        cv::putText(picture, text, place, cv::FONT_HERSHEY_SIMPLEX, scale, colour,
                    std::max(1, cvRound(thickness * scale)), cv::LINE_AA);
}

/// Every category that is computed, those that only the reader has named, the second opinion.
std::vector<report::ReportTerm> termsOf(const LesionFinding& finding) {
    std::vector<report::ReportTerm> terms;
    std::map<std::string, std::string> overruled = finding.overruled;
    for (const descriptors::Term& term : finding.description.terms) {
        terms.push_back({readable(term.category), term.value, {}, term.confidence});
        if (auto word = overruled.extract(term.category)) terms.back().overruled = word.mapped();
    }
    for (const auto& [category, word] : overruled)
        terms.push_back({readable(category), {}, word, 0});
    if (const auto& opinion = finding.description.second_opinion)
        terms.push_back({"Second opinion", opinion->value, {}, opinion->confidence});
    return terms;
}

report::ReportMass massOf(const SessionLesion& lesion, const LesionFinding& finding) {
    report::ReportMass mass;
    mass.geometry = finding.geometry;
    mass.score = lesion.score;
    mass.drawn_by_hand = lesion.touchedByHand();
    mass.note = lesion.note;
    mass.terms = termsOf(finding);
    return mass;
}

void addFrame(report::ReportContent& content, const ReadClip& item, int index,
              const descriptors::DescribeOptions& describe) {
    const Frame frame = item.clip.frame(index);
    const FrameFindings findings = findingsOf(item.state, frame, describe);
    report::ReportPicture picture{
        report::overlayOf(frame, lesionsOf(findings)), item.clip.info().file.filename().string(),
        index + 1, item.clip.frameCount(), item.state.study.stage == ReadingStage::Reviewed};
    const int picture_number = static_cast<int>(content.pictures.size()) + 1;
    const std::vector<SessionLesion>& kept = item.state.frame(index).lesions;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        report::ReportMass mass = massOf(kept[i], findings.lesions[i]);
        mass.number = static_cast<int>(content.masses.size()) + 1;
        mass.picture = picture_number;
        drawNumber(picture.pixels, mass.number, findings.lesions[i].lesion.bounds_in_frame);
        content.masses.push_back(std::move(mass));
    }
    content.pictures.push_back(std::move(picture));
    for (const std::string& warning : findings.warnings)
        if (std::find(content.warnings.begin(), content.warnings.end(), warning) ==
            content.warnings.end())
            content.warnings.push_back(warning);
}

/// Different lines one below the other.
void addLine(std::string& text, const std::string& line) {
    if (line.empty() || ("\n" + text + "\n").find("\n" + line + "\n") != std::string::npos) return;
    text += (text.empty() ? "" : "\n") + line;
}

std::string localTime() {
    const std::time_t seconds = std::time(nullptr);
    std::tm local{};
    localtime_r(&seconds, &local);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local);
    return text;
}

/// Of several files no single one is named: the study's description stands for them, else the
/// folder.
report::ReportIdentity identityOf(const std::vector<ReadClip>& clips) {
    if (clips.empty()) return {};
    const ClipInfo& first = clips.front().clip.info();
    report::ReportIdentity identity{
        first.patient_name, first.patient_id, first.study_date, first.study_description, {}, {}};
    if (clips.size() == 1)
        identity.file = first.file.filename().string();
    else if (first.study_description.empty())
        identity.folder = first.file.parent_path().filename().string();
    return identity;
}

report::PictureCounts countsOf(const std::vector<ReadClip>& clips) {
    report::PictureCounts counts{static_cast<int>(clips.size()), 0, 0};
    for (const ReadClip& item : clips) {
        const auto& frames = item.state.frames;
        const bool found = std::any_of(frames.begin(), frames.end(), [](const auto& entry) {
            return !entry.second->lesions.empty();
        });
        counts.with_findings += found;
        counts.not_segmented += !found && !item.state.isSegmented();
    }
    return counts;
}

void addClip(report::ReportContent& content, const ReadClip& item,
             const descriptors::DescribeOptions& describe, const std::stop_token& stop) {
    for (const int index : framesToShow(item.state)) {
        throwIfStopped(stop);
        addFrame(content, item, index, describe);
    }
    for (const auto& [index, frame] : item.state.frames)
        addLine(content.model, frame->segmented_by);
    addLine(content.reader, item.state.study.reader);
    addLine(content.text, item.state.study.text);
}

void leaveOut(StudyReport& report, const SkippedFile& skipped) {
    report.left_out.push_back(skipped);
    report.content.left_out.push_back(skipped.file.filename().string());
}

}  // namespace

StudyReport reportOf(const std::vector<ReadClip>& clips,
                     const descriptors::DescribeOptions& describe,
                     const std::vector<SkippedFile>& unreadable, const ProgressCallback& progress,
                     const std::stop_token& stop) {
    StudyReport report;
    report::ReportContent& content = report.content;
    content.software = std::string("Sonomask ") + kVersion;
    content.date = localTime();
    content.identity = identityOf(clips);
    content.counts = countsOf(clips);
    for (const SkippedFile& file : unreadable) leaveOut(report, file);
    for (const ReadClip& item : clips) {
        const fs::path& file = item.clip.info().file;
        reportProgress(progress, static_cast<std::size_t>(&item - clips.data()), clips.size(),
                       file.filename().string());
        const report::ReportContent without_it = content;
        try {
            addClip(content, item, describe, stop);
        } catch (const ReadError& error) {
            content = without_it;
            leaveOut(report, {file, error.what()});
        }
    }
    return report;
}

}  // namespace sonomask::workflow
