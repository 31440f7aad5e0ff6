#include "dicom/stored_jpeg.h"

#include <algorithm>
#include <array>
#include <memory>

#include <dcmtk/config/osconfig.h>

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include "dicom/codecs.h"
#include "dicom/native.h"

namespace sonomask::dicom {
namespace {

/// The syntax that fits the stream, whatever the file calls it.
E_TransferSyntax syntaxOf(const JpegStream& stream, const std::string& transfer_syntax) {
    if (stream.isJpegLs()) return EXS_JPEGLSLossy;  // decodes lossless streams too
    if (stream.frame_type == 3) return EXS_JPEGProcess14;
    if (stream.frame_type <= 1) return EXS_JPEGProcess2_4;
    return DcmXfer(transfer_syntax.c_str()).getXfer();
}

void putDescription(DcmDataset& dataset, const ImageHeader& image, const JpegStream& stream) {
    const bool wide = stream.precision > 8;
    dataset.putAndInsertUint16(DCM_SamplesPerPixel, static_cast<Uint16>(stream.components));
    dataset.putAndInsertString(DCM_PhotometricInterpretation,
                               stream.components == 3 ? "RGB" : "MONOCHROME2");
    if (stream.components == 3) dataset.putAndInsertUint16(DCM_PlanarConfiguration, 0);
    dataset.putAndInsertUint16(DCM_Rows, static_cast<Uint16>(image.rows));
    dataset.putAndInsertUint16(DCM_Columns, static_cast<Uint16>(image.columns));
    dataset.putAndInsertUint16(DCM_BitsAllocated, wide ? 16 : 8);
    dataset.putAndInsertUint16(DCM_BitsStored, static_cast<Uint16>(stream.precision));
    dataset.putAndInsertUint16(DCM_HighBit, static_cast<Uint16>(stream.precision - 1));
    dataset.putAndInsertUint16(DCM_PixelRepresentation, 0);
}

/// DCMTK wants an even length and CharLS nothing after the end mark: a fill byte before the mark
/// (ISO 10918-1 B.1.1.2) satisfies both.
void makeEven(std::vector<std::uint8_t>& bytes) {
    constexpr std::array<std::uint8_t, 2> kEnd{0xFF, 0xD9};
    const std::size_t last_bytes = std::min<std::size_t>(bytes.size(), 4);
    const auto begin = bytes.end() - static_cast<std::ptrdiff_t>(last_bytes);
    const auto end = std::find_end(begin, bytes.end(), kEnd.begin(), kEnd.end());
    if (end != bytes.end()) bytes.erase(end + 2, bytes.end());
    if (bytes.size() % 2 == 0) return;
    bytes.insert(end != bytes.end() ? bytes.end() - 2 : bytes.end(), 0xFF);
}

void putFrame(DcmDataset& dataset, E_TransferSyntax syntax, std::vector<std::uint8_t>& bytes) {
    makeEven(bytes);
    auto sequence = std::make_unique<DcmPixelSequence>(DCM_PixelSequenceTag);
    sequence->insert(new DcmPixelItem(DCM_PixelItemTag));
    auto fragment = std::make_unique<DcmPixelItem>(DCM_PixelItemTag);
    if (fragment->putUint8Array(bytes.data(), bytes.size()).bad())
        throw Malformed("a frame cannot be handed to its decoder");
    sequence->insert(fragment.release());
    auto pixels = std::make_unique<DcmPixelData>(DCM_PixelData);
    pixels->putOriginalRepresentation(syntax, nullptr, sequence.release());
    dataset.insert(pixels.release(), OFTrue);
}

}  // namespace

StoredFrame storedJpeg(const std::string& transfer_syntax, const ImageHeader& image,
                       const JpegStream& stream, std::vector<std::uint8_t>& bytes) {
    registerCodecs();
    if (stream.precision < 2 || stream.precision > 16)
        throw Malformed("a JPEG frame has " + std::to_string(stream.precision) + "-bit samples");
    DcmDataset dataset;
    putDescription(dataset, image, stream);
    putFrame(dataset, syntaxOf(stream, transfer_syntax), bytes);
    const OFCondition condition = dataset.chooseRepresentation(EXS_LittleEndianExplicit, nullptr);
    if (condition.bad())
        throw Malformed(std::string("a JPEG frame cannot be decoded: ") + condition.text());

    const int depth = stream.precision > 8 ? CV_16U : CV_8U;
    const std::size_t expected = image.pixels() * static_cast<std::size_t>(stream.components);
    Uint16 planar = 0;
    dataset.findAndGetUint16(DCM_PlanarConfiguration, planar);
    const Uint8* values8 = nullptr;
    const Uint16* values16 = nullptr;
    unsigned long count = 0;
    if (depth == CV_8U)
        dataset.findAndGetUint8Array(DCM_PixelData, values8, &count);
    else
        dataset.findAndGetUint16Array(DCM_PixelData, values16, &count);
    const auto* values = depth == CV_8U ? values8 : reinterpret_cast<const Uint8*>(values16);
    if (values == nullptr || count < expected) throw Malformed("a JPEG frame holds too few pixels");
    if (stream.components == 3 && planar == 1)
        return {interleaved(values, image.rows, image.columns, depth)};
    const cv::Mat view(image.rows, image.columns, CV_MAKETYPE(depth, stream.components),
                       const_cast<Uint8*>(values));
    return {view.clone()};
}

}  // namespace sonomask::dicom
