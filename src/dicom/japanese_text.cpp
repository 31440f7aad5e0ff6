#include "dicom/japanese_text.h"

#include <iconv.h>

#include <string_view>

#include "base/utf8.h"

namespace sonomask::dicom {
namespace {

/// The escapes of JIS X 0201, 0208 and 0212 are those of RFC 1554.
class Converter {
  public:
    Converter() : handle_(::iconv_open("UTF-8", "ISO-2022-JP-2")) {}
    ~Converter() {
        if (usable()) ::iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool usable() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    std::optional<std::string> convert(std::string text) {
        std::string utf8(text.size() * 4 + 8, '\0');
        char* from = text.data();
        char* to = utf8.data();
        std::size_t from_left = text.size();
        std::size_t to_left = utf8.size();
        const std::size_t result = ::iconv(handle_, &from, &from_left, &to, &to_left);
        if (result == static_cast<std::size_t>(-1)) return std::nullopt;
        utf8.resize(utf8.size() - to_left);
        return utf8;
    }

  private:
    iconv_t handle_;
};

bool isOf(UpperHalf upper_half, char c) {
    const auto byte = static_cast<unsigned char>(c);
    return upper_half == UpperHalf::Katakana ? byte >= 0xA1 && byte <= 0xDF
                                             : upper_half == UpperHalf::Latin1 && byte >= 0xA0;
}

/// Half-width katakana, the upper half of JIS X 0201: U+FF61 and on.
void appendKatakana(std::string& utf8, char c) {
    const unsigned code = 0xFF61u + (static_cast<unsigned char>(c) - 0xA1u);
    utf8 += static_cast<char>(0xE0 | code >> 12);
    utf8 += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    utf8 += static_cast<char>(0x80 | (code & 0x3F));
}

/// Escapes that only say that the upper half is katakana: it always is, here.
std::string withoutKatakanaEscapes(std::string text) {
    constexpr std::string_view kEscape = "\x1b)I";
    for (std::size_t at = text.find(kEscape); at != std::string::npos; at = text.find(kEscape))
        text.erase(at, kEscape.size());
    return text;
}

}  // namespace

std::optional<std::string> utf8FromJapanese(const std::string& text, UpperHalf upper_half) {
    Converter converter;
    if (!converter.usable()) return std::nullopt;
    std::string utf8;
    std::string run;
    for (const char c : withoutKatakanaEscapes(text) + '\0') {
        if (!isOf(upper_half, c) && c != '\0') {
            run += c;
            continue;
        }
        const std::optional<std::string> converted = converter.convert(run);
        if (!converted) return std::nullopt;
        utf8 += *converted;
        run.clear();
        if (c == '\0') break;
        if (upper_half == UpperHalf::Katakana)
            appendKatakana(utf8, c);
        else
            appendLatin1(utf8, c);
    }
    return utf8;
}

}  // namespace sonomask::dicom
