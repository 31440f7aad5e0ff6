#pragma once

#include "descriptors/terms.h"
#include "export/report.h"

namespace sonomask::ui {

/// A report as the person has chosen it: her template and logo, the window's language.
report::ReportOptions reportOptions(bool with_identity);
/// With the second opinion, or without.
descriptors::DescribeOptions describeOptions();

}  // namespace sonomask::ui
