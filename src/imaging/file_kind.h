#pragma once

#include <filesystem>
#include <string>

namespace sonomask {

/// What a file is, by its first bytes; the name's extension is not trusted.
enum class FileKind { Unknown, Dicom, Still, Video };

struct FileSignature {
    FileKind kind = FileKind::Unknown;
    std::string format;  ///< "PNG", "JPEG", "BMP", "TIFF", "AVI", "MP4", "DICOM" or empty
};

/// Reads at most 132 bytes. Throws `ReadError` when the file cannot be opened or is empty. DICOM
/// here means the "DICM" prefix; files without a preamble are for the DICOM reader to try.
FileSignature sniff(const std::filesystem::path& file);

}  // namespace sonomask
