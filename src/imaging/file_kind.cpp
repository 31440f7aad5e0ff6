#include "imaging/file_kind.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

#include "base/error.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDicomPreamble = 128;

std::string firstBytes(const fs::path& file) {
    std::error_code error;
    if (fs::is_directory(file, error)) throw ReadError("is a folder, not a file", file);
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw ReadError("cannot be opened: " + std::generic_category().message(errno), file,
                        "Check that it still exists and that you may read it.");
    std::array<char, kDicomPreamble + 4> buffer{};
    stream.read(buffer.data(), buffer.size());
    const auto count = static_cast<std::size_t>(stream.gcount());
    if (count == 0) throw ReadError("is empty", file, "Copy it again from its source.");
    return {buffer.data(), count};
}

}  // namespace

FileSignature sniff(const fs::path& file) {
    using std::string_view_literals::operator""sv;
    const std::string bytes = firstBytes(file);
    const std::string_view view(bytes);
    const auto has = [&](std::size_t at, std::string_view text) {
        return view.size() >= at + text.size() && view.substr(at, text.size()) == text;
    };
    if (has(kDicomPreamble, "DICM")) return {FileKind::Dicom, "DICOM"};
    if (has(0, "\x89PNG\r\n\x1a\n")) return {FileKind::Still, "PNG"};
    if (has(0, "\xff\xd8\xff")) return {FileKind::Still, "JPEG"};
    if (has(0, "II*\0"sv) || has(0, "MM\0*"sv)) return {FileKind::Still, "TIFF"};
    if (has(0, "RIFF") && has(8, "AVI ")) return {FileKind::Video, "AVI"};
    if (has(4, "ftyp")) return {FileKind::Video, "MP4"};
    if (has(0, "\x1a\x45\xdf\xa3")) return {FileKind::Video, "Matroska"};
    if (has(0, "BM") && has(6, "\0\0\0\0"sv)) return {FileKind::Still, "BMP"};
    return {};
}

}  // namespace sonomask
