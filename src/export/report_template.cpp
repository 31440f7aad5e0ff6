#include "export/report_template.h"

#include <fstream>
#include <iterator>

#include "base/error.h"

namespace sonomask::report {

const std::string_view kPageTemplate = R"(<!DOCTYPE html>
<html lang="{{language}}">
<head>
<meta charset="utf-8"/>
<title>{{title}}</title>
<style>
html { display: grid; justify-content: center; }
body { font-family: "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; font-size: 12px;
       color: #1d2733; background-color: #ffffff; max-width: 680px; margin: 0; padding: 24px; }
h1 { font-size: 22px; color: #12395b; margin: 0; }
h2 { font-size: 14px; color: #12395b; margin-top: 18px; margin-bottom: 6px; }
table { border-collapse: collapse; }
th { font-size: 10px; color: #51606f; text-align: left; background-color: #eef2f6; }
td { font-size: 11px; }
th, td { padding: 3px 5px; }
table.lines td { border-bottom: 1px solid #c9d2db; }
td.number { text-align: right; }
table.narrow th { font-size: 9px; padding: 3px; }
table.narrow td { font-size: 10px; padding: 3px; }
p.small, td.small { font-size: 10px; color: #51606f; }
td.notice { background-color: #fff3d6; color: #6b4a00; font-weight: bold; }
</style>
</head>
<body>
<table width="100%" cellspacing="0"><tr>
<td valign="middle">{{logo}}<h1>{{title}}</h1></td>
<td valign="middle" align="right" class="small">{{date}}</td>
</tr></table>
<table width="100%" cellspacing="0"><tr><td class="notice">{{notice}}</td></tr></table>
{{identity}}
{{pictures}}
{{masses}}
{{terms}}
{{notes}}
{{text}}
{{warnings}}
{{signature}}
</body>
</html>
)";

std::string readTemplate(const std::filesystem::path& file) {
    constexpr std::size_t kMostBytes = 4u << 20;
    std::ifstream in(file, std::ios::binary);
    if (!in) throw ReadError("the report's template cannot be read", file);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.size() > kMostBytes) throw ReadError("is too large for a report's template", file);
    return text;
}

std::string filled(std::string_view page_template, const std::map<std::string, std::string>& values,
                   const std::filesystem::path& template_file) {
    std::string page;
    while (true) {
        const std::size_t open = page_template.find("{{");
        page += page_template.substr(0, open);
        if (open == std::string_view::npos) return page;
        const std::size_t close = page_template.find("}}", open);
        if (close == std::string_view::npos)
            throw ConfigError("the report's template has an opening {{ without its }}",
                              template_file);
        const std::string name(page_template.substr(open + 2, close - open - 2));
        const auto value = values.find(name);
        if (value == values.end())
            throw ConfigError("the report's template asks for {{" + name + "}}, which is not known",
                              template_file);
        page += value->second;
        page_template.remove_prefix(close + 2);
    }
}

}  // namespace sonomask::report
