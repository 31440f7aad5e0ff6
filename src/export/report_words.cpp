#include "export/report_words.h"

namespace sonomask::report {

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            case '\'':
                html += "&#39;";
                break;
            case '\n':
                html += "<br/>";
                break;
            default:
                // Control characters have no place in a page, and a null would end it.
                if (static_cast<unsigned char>(c) >= 0x20) html += c;
        }
    }
    return html;
}

std::string fileNameHtml(std::string_view name) {
    constexpr int kUnbroken = 40;  // characters: less than half a page
    std::string html;
    int characters = 0;
    for (std::size_t begin = 0, i = 0; i <= name.size(); ++i) {
        const bool at_end = i == name.size();
        const bool inside_character = !at_end && (static_cast<unsigned char>(name[i]) >> 6) == 2;
        if (inside_character || (!at_end && characters++ % kUnbroken != 0)) continue;
        if (i > 0) html += (html.empty() ? "" : "&#8203;") + escaped(name.substr(begin, i - begin));
        begin = i;
    }
    return html;
}

std::string word(const ReportOptions& options, std::string_view english) {
    return escaped(options.translate ? options.translate(english) : std::string(english));
}

}  // namespace sonomask::report
