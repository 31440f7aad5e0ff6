#include "mutations.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include <opencv2/imgcodecs.hpp>

#include "dicom/write.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

std::size_t below(std::size_t limit, std::mt19937_64& random) {
    return limit == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

/// Half of the places lie in the first 700 bytes, where files say what they are.
std::size_t place(const Bytes& bytes, std::mt19937_64& random) {
    const std::size_t head = std::min<std::size_t>(bytes.size(), 700);
    return below(below(2, random) == 0 ? head : bytes.size(), random);
}

void flipBit(Bytes& bytes, std::mt19937_64& random) {
    bytes[place(bytes, random)] ^= static_cast<std::uint8_t>(1u << below(8, random));
}

void setEdge(Bytes& bytes, std::mt19937_64& random) {
    constexpr std::array<std::uint8_t, 6> kEdges{0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF};
    bytes[place(bytes, random)] = kEdges[below(kEdges.size(), random)];
}

void setLength(Bytes& bytes, std::mt19937_64& random) {
    constexpr std::array<std::uint32_t, 7> kLengths{0,          1,          0xFFFF,    0x7FFFFFFF,
                                                    0xFFFFFFFE, 0xFFFFFFFF, 0x01000000};
    const std::uint32_t length = kLengths[below(kLengths.size(), random)];
    const std::size_t at = place(bytes, random) & ~std::size_t{1};
    for (std::size_t i = 0; i < 4 && at + i < bytes.size(); ++i)
        bytes[at + i] = static_cast<std::uint8_t>(length >> (8 * i));
}

std::pair<std::ptrdiff_t, std::ptrdiff_t> stretch(const Bytes& bytes, std::mt19937_64& random) {
    const std::size_t begin = place(bytes, random);
    const std::size_t length = below(std::min<std::size_t>(bytes.size() - begin, 64), random);
    return {static_cast<std::ptrdiff_t>(begin), static_cast<std::ptrdiff_t>(begin + length)};
}

void removeStretch(Bytes& bytes, std::mt19937_64& random) {
    const auto [begin, end] = stretch(bytes, random);
    bytes.erase(bytes.begin() + begin, bytes.begin() + end);
}

void insertStretch(Bytes& bytes, std::mt19937_64& random) {
    const auto [begin, end] = stretch(bytes, random);
    const Bytes copy(bytes.begin() + begin, bytes.begin() + end);
    const auto at = static_cast<std::ptrdiff_t>(place(bytes, random));
    bytes.insert(bytes.begin() + at, copy.begin(), copy.end());
}

void cutEnd(Bytes& bytes, std::mt19937_64& random) {
    bytes.resize(below(bytes.size(), random));
}

Bytes written(dicom::Encoding encoding, int channels) {
    dicom::WriteRequest request;
    request.encoding = encoding;
    request.frames = {smoothPicture(24, 31, channels), smoothPicture(24, 31, channels, 1)};
    request.regions.resize(1);
    request.regions[0].area_in_frame = {0, 0, 31, 24};
    const TemporaryFolder folder;
    dicom::writeUltrasound(request, folder / "sound.dcm");
    std::ifstream in(folder / "sound.dcm", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Bytes withOverlay() {
    DicomBytes file;
    file.text(0x00280008, "IS", "2").image(24, 31, "MONOCHROME2");
    file.shortNumber(0x60000010, 24).shortNumber(0x60000011, 31).text(0x60000015, "IS", "2");
    file.text(0x60000040, "CS", "G").shortNumbers(0x60000050, {1, 1}, "SS");
    file.shortNumber(0x60000051, 1).shortNumber(0x60000100, 1).shortNumber(0x60000102, 0);
    file.bytes(0x60003000, "OW", Bytes(24 * 31 / 8 * 2, 0xA5));
    return file.bytes(0x7FE00010, "OB", Bytes(24 * 31 * 2, 77)).file();
}

}  // namespace

std::vector<Bytes> soundFiles() {
    using dicom::Encoding;
    std::vector<Bytes> files;
    for (const Encoding encoding : {Encoding::Uncompressed, Encoding::Rle, Encoding::JpegBaseline,
                                    Encoding::JpegLossless, Encoding::JpegLs})
        for (const int channels : {1, 3}) files.push_back(written(encoding, channels));
    for (const char* extension : {".png", ".jpg", ".bmp", ".tiff", ".jp2"}) {
        files.emplace_back();
        cv::imencode(extension, smoothPicture(64, 64, 3), files.back());
    }
    DicomBytes jpeg_2000(kJpeg2000Syntax);
    files.push_back(jpeg_2000.image(64, 64, "RGB").fragments({files.back()}, {}).file());
    for (const char* syntax : {kImplicitSyntax, kBigEndianSyntax, kDeflated}) {
        DicomBytes file(syntax);
        file.text(0x00080060, "CS", "US").image(24, 31, "MONOCHROME2");
        files.push_back(file.bytes(0x7FE00010, "OB", Bytes(24 * 31, 77)).file());
    }
    files.push_back(withOverlay());
    return files;
}

Bytes mutated(Bytes bytes, std::mt19937_64& random) {
    using Mutation = void (*)(Bytes&, std::mt19937_64&);
    constexpr std::array<Mutation, 6> kMutations{flipBit,       setEdge,       setLength,
                                                 removeStretch, insertStretch, cutEnd};
    for (std::size_t left = 1 + below(4, random); left > 0 && !bytes.empty(); --left)
        kMutations[below(kMutations.size(), random)](bytes, random);
    return bytes;
}

}  // namespace sonomask::test
