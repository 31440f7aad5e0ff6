#include "ui/report_options.h"

#include "ui/core_text.h"
#include "ui/preferences.h"
#include "ui/text.h"

namespace sonomask::ui {

report::ReportOptions reportOptions(bool with_identity) {
    const Preferences preferences = rememberedPreferences();
    report::ReportOptions options;
    options.identity = with_identity;
    options.page_template = toPath(preferences.report_template);
    options.logo = toPath(preferences.report_logo);
    options.translate = [](std::string_view english) {
        return coreText(std::string(english)).toStdString();
    };
    return options;
}

descriptors::DescribeOptions describeOptions() {
    descriptors::DescribeOptions options;
    options.second_opinion = rememberedPreferences().second_opinion;
    return options;
}

}  // namespace sonomask::ui
