#include "dicom/transfer_syntax.h"

#include <array>
#include <string_view>

namespace sonomask::dicom {
namespace {

constexpr std::string_view kRoot = "1.2.840.10008.1.2";
constexpr const char* kImplicit = "1.2.840.10008.1.2";
constexpr const char* kExplicit = "1.2.840.10008.1.2.1";
constexpr const char* kBigEndian = "1.2.840.10008.1.2.2";

struct Syntax {
    std::string_view suffix;  ///< after kRoot
    Packing packing;
};

constexpr std::array kSyntaxes{
    Syntax{"", Packing::Native},         // Implicit little endian
    Syntax{".1", Packing::Native},       // Explicit little endian
    Syntax{".1.99", Packing::Native},    // Deflated
    Syntax{".2", Packing::Native},       // Explicit big endian
    Syntax{".5", Packing::Rle},          // RLE
    Syntax{".4.50", Packing::Jpeg},      // JPEG baseline
    Syntax{".4.51", Packing::Jpeg},      // JPEG extended
    Syntax{".4.53", Packing::Jpeg},      // JPEG spectral selection
    Syntax{".4.55", Packing::Jpeg},      // JPEG progressive
    Syntax{".4.57", Packing::Jpeg},      // JPEG lossless
    Syntax{".4.70", Packing::Jpeg},      // JPEG lossless, first order
    Syntax{".4.80", Packing::JpegLs},    // JPEG-LS lossless
    Syntax{".4.81", Packing::JpegLs},    // JPEG-LS near-lossless
    Syntax{".4.90", Packing::Jpeg2000},  // JPEG 2000 lossless
    Syntax{".4.91", Packing::Jpeg2000},  // JPEG 2000
    Syntax{".4.100", Packing::Video},    // MPEG-2 main level
    Syntax{".4.100.1", Packing::Video},  // MPEG-2 main level
    Syntax{".4.101", Packing::Video},    // MPEG-2 high level
    Syntax{".4.101.1", Packing::Video},  // MPEG-2 high level
    Syntax{".4.102", Packing::Video},    // MPEG-4 H.264
    Syntax{".4.102.1", Packing::Video},  // MPEG-4 H.264
    Syntax{".4.103", Packing::Video},    // MPEG-4 H.264 BD
    Syntax{".4.103.1", Packing::Video},  // MPEG-4 H.264 BD
    Syntax{".4.104", Packing::Video},    // MPEG-4 H.264 2D
    Syntax{".4.104.1", Packing::Video},  // MPEG-4 H.264 2D
    Syntax{".4.105", Packing::Video},    // MPEG-4 H.264 3D
    Syntax{".4.105.1", Packing::Video},  // MPEG-4 H.264 3D
    Syntax{".4.106", Packing::Video},    // MPEG-4 H.264 stereo
    Syntax{".4.106.1", Packing::Video},  // MPEG-4 H.264 stereo
    Syntax{".4.107", Packing::Video},    // HEVC main
    Syntax{".4.108", Packing::Video},    // HEVC main 10
};

const Syntax* find(std::string_view uid) {
    for (const Syntax& syntax : kSyntaxes)
        if (uid.starts_with(kRoot) && uid.substr(kRoot.size()) == syntax.suffix) return &syntax;
    return nullptr;
}

}  // namespace

Packing packingOf(const std::string& transfer_syntax) {
    const Syntax* syntax = find(transfer_syntax);
    return syntax ? syntax->packing : Packing::Unknown;
}

bool isEncapsulated(const std::string& transfer_syntax) {
    const Packing packing = packingOf(transfer_syntax);
    return packing != Packing::Native && packing != Packing::Unknown;
}

Layout layoutOf(const std::string& transfer_syntax) {
    return {transfer_syntax != kImplicit, transfer_syntax == kBigEndian};
}

std::string uncompressedSyntax(const Layout& layout) {
    if (!layout.explicit_vr) return kImplicit;
    return layout.big_endian ? kBigEndian : kExplicit;
}

}  // namespace sonomask::dicom
