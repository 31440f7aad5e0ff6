#include "dicom/text.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <vector>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcspchrs.h>

#include "base/utf8.h"
#include "dicom/japanese_text.h"

namespace sonomask::dicom {
namespace {

bool isAscii(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\x1b'; });
}

std::string fromLatin1(const std::string& text) {
    std::string utf8;
    for (const char c : text) appendLatin1(utf8, c);
    return utf8;
}

std::vector<std::string> valuesOf(const std::string& character_set) {
    std::vector<std::string> values;
    std::istringstream in(character_set);
    for (std::string value; std::getline(in, value, '\\');) {
        value.erase(value.find_last_not_of(' ') + 1);  // padding
        values.push_back(value);
    }
    return values;
}

bool isKanji(const std::string& set) {
    return set == "ISO 2022 IR 87" || set == "ISO 2022 IR 159";
}

UpperHalf upperHalfOf(const std::vector<std::string>& sets) {
    const auto any = [&](const char* number) {
        return std::ranges::any_of(sets, [&](const std::string& set) {
            return set == std::string("ISO 2022 ") + number || set == std::string("ISO_") + number;
        });
    };
    if (any("IR 13")) return UpperHalf::Katakana;
    return any("IR 100") ? UpperHalf::Latin1 : UpperHalf::Nothing;
}

/// What DCMTK can convert of the sets.
std::string withoutKanji(const std::vector<std::string>& sets) {
    std::string rest;
    for (std::size_t i = 0; i < sets.size(); ++i)
        if (!isKanji(sets[i])) rest += (i == 0 ? "" : "\\") + sets[i];
    return rest;
}

}  // namespace

struct TextDecoder::State {
    DcmSpecificCharacterSet converter;
    bool known = false;
    bool japanese = false;
    UpperHalf upper_half = UpperHalf::Nothing;  ///< beside Japanese
};

TextDecoder::TextDecoder(const std::string& character_set) : state_(std::make_unique<State>()) {
    const std::vector<std::string> sets = valuesOf(character_set);
    state_->japanese = std::ranges::any_of(sets, isKanji);
    state_->upper_half = upperHalfOf(sets);
    state_->known = state_->converter.selectCharacterSet(withoutKanji(sets).c_str()).good();
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;

bool TextDecoder::known() const {
    return state_->known || state_->japanese;
}

std::string TextDecoder::toUtf8(const std::string& text, const std::string& delimiters) {
    if (isAscii(text)) return text;
    if (state_->japanese)
        if (const std::optional<std::string> utf8 = utf8FromJapanese(text, state_->upper_half))
            return *utf8;
    OFString converted;
    if (state_->known &&
        state_->converter.convertString(text.c_str(), text.size(), converted, delimiters.c_str())
            .good())
        return asUtf8({converted.c_str(), converted.size()});
    return asUtf8(text);
}

std::string asUtf8(const std::string& text) {
    return isUtf8(text) ? text : fromLatin1(text);
}

}  // namespace sonomask::dicom
