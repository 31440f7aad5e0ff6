#include "base/utf8.h"

namespace sonomask {
namespace {

struct ByteRange {
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

/// How many bytes follow a lead byte; -1 where it is none.
int continuationBytes(unsigned char lead) {
    if (lead < 0x80) return 0;
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) return 2;
    if (lead >= 0xF0 && lead <= 0xF4) return 3;
    return -1;
}

/// What may stand behind a lead byte (Unicode, table 3-7): no form longer than need be, no
/// surrogate, nothing beyond U+10FFFF.
ByteRange secondByteAfter(unsigned char lead) {
    if (lead == 0xE0) return {0xA0, 0xBF};
    if (lead == 0xED) return {0x80, 0x9F};
    if (lead == 0xF0) return {0x90, 0xBF};
    if (lead == 0xF4) return {0x80, 0x8F};
    return {};
}

}  // namespace

std::size_t utf8Length(std::string_view text) {
    for (std::size_t start = 0, at = 0; at < text.size(); start = ++at) {
        const auto lead = static_cast<unsigned char>(text[at]);
        int more = continuationBytes(lead);
        if (more < 0) return start;
        for (ByteRange range = secondByteAfter(lead); more > 0; --more, range = {}) {
            if (++at >= text.size()) return start;
            const auto byte = static_cast<unsigned char>(text[at]);
            if (byte < range.low || byte > range.high) return start;
        }
    }
    return text.size();
}

bool isUtf8(std::string_view text) {
    return utf8Length(text) == text.size();
}

void appendLatin1(std::string& utf8, char latin1) {
    const auto byte = static_cast<unsigned char>(latin1);
    if (byte >= 0x80) utf8 += static_cast<char>(0xC0 | byte >> 6);
    utf8 += byte < 0x80 ? latin1 : static_cast<char>(0x80 | (byte & 0x3F));
}

}  // namespace sonomask
