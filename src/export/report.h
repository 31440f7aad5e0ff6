#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <opencv2/core.hpp>

#include "descriptors/geometry.h"

namespace sonomask::report {

/// Who was examined. Left out of the report with `ReportOptions::identity` off.
struct ReportIdentity {
    std::string patient_name;
    std::string patient_id;
    std::string study_date;  ///< YYYYMMDD or empty
    std::string study_description;
    std::string file;  ///< name of the file; it may name the patient too
    std::string
        folder;  ///< in place of `file` where there are several; it may name the patient too
};

/// One descriptor of a mass.
struct ReportTerm {
    std::string name;       ///< "Shape"
    std::string computed;   ///< empty = not computed
    std::string overruled;  ///< the reader's word; empty = the computed one holds
    double confidence = 0;  ///< of the computed word, 0..1; 0 = not shown
};

/// One mass.
struct ReportMass {
    int number = 1;   ///< as in the pictures
    int picture = 1;  ///< in which of the report's pictures it is, from 1
    descriptors::Geometry geometry;
    double score = 0;            ///< the network's, 0..1
    bool drawn_by_hand = false;  ///< the hand has touched the outline
    std::vector<ReportTerm> terms;
    std::string note;
};

/// One picture with its outlines drawn.
struct ReportPicture {
    cv::Mat pixels;       ///< CV_8UC1 or CV_8UC3 (BGR)
    std::string file;     ///< name of its file; left out with the identity
    int frame = 1;        ///< of a clip, from 1
    int frame_count = 1;  ///< of its file
    bool reviewed = true;
};

/// The files of a study, shown in the report or not. All 0 = not said.
struct PictureCounts {
    int all = 0;
    int with_findings = 0;
    int not_segmented = 0;  ///< and without a mass drawn by hand
};

/// All that a report says. Texts are UTF-8 and may hold anything: they are escaped.
struct ReportContent {
    ReportIdentity identity;
    std::vector<ReportPicture> pictures;
    std::vector<ReportMass> masses;
    PictureCounts counts;
    std::string text;      ///< the reader's free text; line breaks are kept
    std::string reader;    ///< empty = not named
    std::string model;     ///< name and version of the network
    std::string software;  ///< name and version of the program
    std::string date;      ///< of the report
    std::vector<std::string> warnings;
    std::vector<std::string> left_out;  ///< names of files that cannot be read; identity, too
};

struct ReportOptions {
    bool identity = true;
    /// HTML with {{placeholders}} (docs/report.md); empty = the built-in one.
    std::filesystem::path page_template;
    /// A picture for the head of the report; empty = none.
    std::filesystem::path logo;
    std::string title = "Breast ultrasound report";
    /// The report's own words ("Area", "oval", ...) in the reader's language; empty = English.
    std::function<std::string(std::string_view english)> translate;
};

/// The report as one self-contained HTML page: pictures are inside, nothing is loaded from
/// elsewhere, no scripts. Throws `ReadError` for a template or logo that cannot be read,
/// `ConfigError` for a placeholder that does not exist.
std::string reportHtml(const ReportContent& content, const ReportOptions& options = {});

/// Writes the page. Also throws `WriteError`.
void writeReportHtml(const std::filesystem::path& file, const ReportContent& content,
                     const ReportOptions& options = {});

/// Writes the report as PDF, A4, with page numbers and the notice on each page. Needs no display.
/// Throws as `writeReportHtml`.
void writeReportPdf(const std::filesystem::path& file, const ReportContent& content,
                    const ReportOptions& options = {});

}  // namespace sonomask::report
