#include "dicom/text.h"

#include <algorithm>
#include <optional>

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
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
        } else {
            utf8 += static_cast<char>(0xC0 | byte >> 6);
            utf8 += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return utf8;
}

}  // namespace

struct TextDecoder::State {
    DcmSpecificCharacterSet converter;
    bool known = false;
    bool japanese = false;
};

TextDecoder::TextDecoder(const std::string& character_set) : state_(std::make_unique<State>()) {
    state_->japanese = character_set.find("ISO 2022 IR 87") != std::string::npos ||
                       character_set.find("ISO 2022 IR 159") != std::string::npos;
    state_->known = state_->converter.selectCharacterSet(character_set.c_str()).good();
}

TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;

bool TextDecoder::known() const {
    return state_->known || state_->japanese;
}

std::string TextDecoder::toUtf8(const std::string& text, const std::string& delimiters) {
    if (isAscii(text)) return text;
    if (state_->japanese)
        if (const std::optional<std::string> utf8 = utf8FromJapanese(text)) return *utf8;
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
