#pragma once

#include <optional>
#include <string>

namespace sonomask::dicom {

/// What the bytes from 0x80 on stand for where no escape says otherwise.
enum class UpperHalf { Nothing, Katakana, Latin1 };

/// Text of ISO 2022 IR 13, 87 and 159 (PS3.5 H) as UTF-8: the sets that DCMTK cannot convert with
/// the C library's iconv. Nothing where the text does not follow them.
std::optional<std::string> utf8FromJapanese(const std::string& text, UpperHalf upper_half);

}  // namespace sonomask::dicom
