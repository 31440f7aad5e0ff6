#pragma once

#include <string>
#include <string_view>

#include "export/report.h"

namespace sonomask::report {

/// Text as HTML that shows it: markup in it has no effect; line breaks are kept.
std::string escaped(std::string_view text);

/// A file's name as HTML; a long one may break although it holds no space.
std::string fileNameHtml(std::string_view name);

/// The report's own word in the reader's language, escaped.
std::string word(const ReportOptions& options, std::string_view english);

}  // namespace sonomask::report
