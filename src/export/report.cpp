#include "export/report.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include <QByteArray>
#include <opencv2/imgcodecs.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "export/report_tables.h"
#include "export/report_template.h"
#include "export/report_words.h"

namespace sonomask::report {
namespace {

/// A picture inside the page. `width` in page pixels, of which a page is 680 wide.
std::string pictureTag(const cv::Mat& pixels, int width, const std::filesystem::path& file = {}) {
    std::vector<uchar> bytes;
    if (pixels.empty() || !cv::imencode(".png", pixels, bytes))
        throw WriteError("a picture of the report cannot be encoded", file);
    const QByteArray raw(reinterpret_cast<const char*>(bytes.data()),
                         static_cast<qsizetype>(bytes.size()));
    const int height = std::max(1, cvRound(static_cast<double>(width) * pixels.rows / pixels.cols));
    return "<img alt=\"\" width=\"" + std::to_string(width) + "\" height=\"" +
           std::to_string(height) + "\" src=\"data:image/png;base64," +
           raw.toBase64().toStdString() + "\"/>";
}

/// The logo is drawn anew, so that a damaged or strange file does not travel in a report.
std::string logoHtml(const std::filesystem::path& file) {
    if (file.empty()) return {};
    std::ifstream in(file, std::ios::binary);
    const std::vector<char> bytes(std::istreambuf_iterator<char>(in), {});
    cv::Mat logo;
    try {
        if (!bytes.empty()) logo = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception&) {
        // OpenCV reports some damage so and some by an empty picture.
    }
    if (logo.empty())
        throw ReadError("the report's logo cannot be read", file, "Choose a PNG or JPG.");
    constexpr double kHeight = 40, kWidest = 300;
    const double width = std::min(kWidest, kHeight * logo.cols / logo.rows);
    return "<p>" + pictureTag(logo, std::max(1, cvRound(width)), file) + "</p>";
}

/// By which a mass is traced to its file.
std::string captionHtml(const ReportPicture& picture, int number, const ReportOptions& options) {
    std::string html = std::to_string(number);
    if (options.identity && !picture.file.empty()) html += " · " + fileNameHtml(picture.file);
    if (picture.frame_count > 1)
        html += " · " + word(options, "Frame") + " " + std::to_string(picture.frame) + " / " +
                std::to_string(picture.frame_count);
    if (!picture.reviewed) html += " · <b>" + word(options, "not reviewed") + "</b>";
    return html;
}

std::string pictureCell(const ReportPicture& picture, int number, int width,
                        const ReportOptions& options) {
    return "<td valign=\"top\">" + pictureTag(picture.pixels, width) + "<p class=\"small\">" +
           captionHtml(picture, number, options) + "</p></td>";
}

/// Two beside each other; a single one larger. A tall one is kept to what fits a page.
std::string picturesHtml(const std::vector<ReportPicture>& pictures, const ReportOptions& options) {
    if (pictures.empty()) return {};
    constexpr int kWide = 520, kHalf = 320, kHighest = 520;
    const int columns = pictures.size() == 1 ? 1 : 2;
    std::string html = "<br/><table width=\"100%\" cellspacing=\"0\">\n";
    for (std::size_t i = 0; i < pictures.size(); i += static_cast<std::size_t>(columns)) {
        html += "<tr>";
        for (std::size_t k = i; k < std::min(pictures.size(), i + columns); ++k) {
            const cv::Size size = pictures[k].pixels.size();
            if (size.empty()) throw ConfigError("a picture of the report is empty");
            const int fitting = static_cast<int>(1LL * kHighest * size.width / size.height);
            const int width = std::max(1, std::min(columns == 1 ? kWide : kHalf, fitting));
            html += pictureCell(pictures[k], static_cast<int>(k) + 1, width, options);
        }
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

std::string textHtml(const ReportContent& content, const ReportOptions& options) {
    if (content.text.empty()) return {};
    return "<h2>" + word(options, "Report") + "</h2>\n<p>" + escaped(content.text) + "</p>\n";
}

std::vector<std::string> leftOut(const ReportContent& content, const ReportOptions& options) {
    std::vector<std::string> sentences;
    if (options.identity)
        for (const std::string& file : content.left_out)
            sentences.push_back(file + " cannot be read and is left out");
    else if (!content.left_out.empty())
        sentences.push_back("Pictures that cannot be read and are left out: " +
                            std::to_string(content.left_out.size()) + ".");
    return sentences;
}

std::string warningsHtml(const ReportContent& content, const ReportOptions& options) {
    std::string html;
    for (const auto& sentences : {leftOut(content, options), content.warnings})
        for (const std::string& sentence : sentences)
            html += "<p class=\"small\">" + word(options, "Note") + ": " + word(options, sentence) +
                    "</p>\n";
    return html;
}

std::string signatureHtml(const ReportContent& content, const ReportOptions& options) {
    std::string html;
    const std::pair<const char*, const std::string&> fields[] = {
        {"Read by", content.reader}, {"Model", content.model}, {"Software", content.software}};
    for (const auto& [label, value] : fields)
        if (!value.empty())
            html += (html.empty() ? "" : " &nbsp;·&nbsp; ") + word(options, label) + ": " +
                    escaped(value);
    return "<br/><p class=\"small\">" + html + "</p>\n";
}

}  // namespace

std::string reportHtml(const ReportContent& content, const ReportOptions& options) {
    const std::map<std::string, std::string> values = {
        {"language", word(options, "en")},
        {"title", word(options, options.title)},
        {"logo", logoHtml(options.logo)},
        {"date", escaped(content.date)},
        {"notice", word(options, "Not for diagnostic use")},
        {"identity", identityHtml(content, options)},
        {"pictures", picturesHtml(content.pictures, options)},
        {"masses", massesHtml(content, options)},
        {"terms", termsHtml(content, options)},
        {"notes", notesHtml(content, options)},
        {"text", textHtml(content, options)},
        {"warnings", warningsHtml(content, options)},
        {"signature", signatureHtml(content, options)}};
    if (options.page_template.empty()) return filled(kPageTemplate, values, {});
    return filled(readTemplate(options.page_template), values, options.page_template);
}

void writeReportHtml(const std::filesystem::path& file, const ReportContent& content,
                     const ReportOptions& options) {
    writeFileAtomically(file, reportHtml(content, options));
}

}  // namespace sonomask::report
