#pragma once

#include <string>

#include "export/report.h"

/// The parts of a report as HTML, each under its heading; empty where there is nothing to say.
namespace sonomask::report {

std::string identityHtml(const ReportContent& content, const ReportOptions& options);
std::string massesHtml(const ReportContent& content, const ReportOptions& options);
std::string termsHtml(const ReportContent& content, const ReportOptions& options);
std::string notesHtml(const ReportContent& content, const ReportOptions& options);

}  // namespace sonomask::report
