#include "dicom/decode.h"

#include <algorithm>
#include <utility>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "dicom/jpeg2000_stream.h"
#include "dicom/jpeg_stream.h"
#include "dicom/native.h"
#include "dicom/rle.h"
#include "dicom/stored_jpeg.h"
#include "dicom/transfer_syntax.h"
#include "imaging/jpeg_pixels.h"

namespace sonomask::dicom {
namespace {

/// No codec here makes a frame larger than this, unless it was made to harm.
std::size_t compressedLimit(const ImageHeader& image) {
    constexpr std::size_t kSmallFrame = 1u << 20;
    return 4 * image.pixels() * static_cast<std::size_t>(image.samples) * image.sampleBytes() +
           kSmallFrame;
}

cv::Mat decodeWithOpenCv(const std::vector<std::uint8_t>& bytes) {
    try {
        return cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    } catch (const cv::Exception&) {
        return {};  // an empty picture is the other way in which it says no
    }
}

StoredFrame rleFrame(const std::vector<std::uint8_t>& bytes, const ImageHeader& image) {
    const auto samples = static_cast<std::size_t>(image.samples);
    const std::vector<std::uint8_t> planes =
        decodeRle(bytes, samples * image.sampleBytes(), image.pixels());
    std::vector<cv::Mat> channels;
    for (std::size_t i = 0; i < samples; ++i) {
        const std::uint8_t* plane = planes.data() + i * image.sampleBytes() * image.pixels();
        if (image.sampleBytes() == 1) {
            channels.emplace_back(image.rows, image.columns, CV_8UC1,
                                  const_cast<std::uint8_t*>(plane));
            continue;
        }
        cv::Mat words(image.rows, image.columns, CV_16UC1);
        for (std::size_t p = 0; p < image.pixels(); ++p)
            words.ptr<std::uint16_t>()[p] =
                static_cast<std::uint16_t>(plane[p] << 8 | plane[image.pixels() + p]);
        channels.push_back(words);
    }
    StoredFrame frame;
    cv::merge(channels, frame.samples);
    return frame;
}

/// Whether three components are YCbCr: by the markers where there are any, as libjpeg reads them,
/// else by the header.
bool isYcbcr(const JpegStream& stream, const ImageHeader& image) {
    if (stream.jfif) return true;
    if (stream.adobe_transform) return *stream.adobe_transform != 0;
    if (stream.subsampled) return true;
    return !stream.rgb_ids && image.photometric != "RGB";
}

JpegColour colourOf(const JpegStream& stream, const ImageHeader& image) {
    if (stream.components == 1) return JpegColour::Grey;
    return isYcbcr(stream, image) ? JpegColour::Ycbcr : JpegColour::Rgb;
}

cv::Mat eightBitJpeg(const std::vector<std::uint8_t>& bytes, JpegColour colour) {
    try {
        cv::Mat pixels = decodeJpeg(bytes, colour);
        if (pixels.empty()) throw Malformed("a JPEG frame has components that do not go together");
        return pixels;
    } catch (const BrokenJpeg& problem) {
        throw Malformed(std::string("a JPEG frame cannot be decoded: ") + problem.what());
    }
}

StoredFrame jpegFrame(const FileStructure& structure, const ImageHeader& image,
                      std::vector<std::uint8_t> bytes) {
    const JpegStream stream = inspectJpeg(bytes);
    checkSize(stream.rows, stream.columns, image);
    if (stream.components != 1 && stream.components != 3)
        throw Malformed("a JPEG frame has " + std::to_string(stream.components) + " components");
    if (!stream.isEightBitDct()) return storedJpeg(structure.transfer_syntax, image, stream, bytes);
    StoredFrame frame;
    frame.is_bgr = stream.components == 3;
    frame.samples = eightBitJpeg(bytes, colourOf(stream, image));
    checkSize(frame.samples.rows, frame.samples.cols, image);
    return frame;
}

StoredFrame jpeg2000Frame(const ImageHeader& image, const std::vector<std::uint8_t>& bytes) {
    const Jpeg2000Stream stream = inspectJpeg2000(bytes);
    checkSize(stream.rows, stream.columns, image);
    const std::vector<std::uint8_t> codestream(stream.codestream.begin(), stream.codestream.end());
    StoredFrame frame;
    frame.samples = decodeWithOpenCv(codestream);
    if (frame.samples.empty()) throw Malformed("a JPEG 2000 frame cannot be decoded");
    checkSize(frame.samples.rows, frame.samples.cols, image);
    if (frame.samples.channels() != stream.components)
        throw Malformed("a JPEG 2000 frame has components that do not go together");
    if (stream.components == 1) return frame;
    // OpenCV hands out the components in reverse. Without the transform they are what the header
    // says.
    const bool is_ycc = !stream.transformed && image.photometric.starts_with("YBR_FULL");
    if (is_ycc) cv::cvtColor(frame.samples, frame.samples, cv::COLOR_BGR2RGB);
    frame.is_bgr = !is_ycc;
    return frame;
}

}  // namespace

void checkSize(int rows, int columns, const ImageHeader& image) {
    if (rows != image.rows || columns != image.columns)
        throw Malformed("a frame is " + std::to_string(columns) + " x " + std::to_string(rows) +
                        " instead of " + std::to_string(image.columns) + " x " +
                        std::to_string(image.rows));
}

void adoptPrecision(const FileStructure& structure, const FrameTable& table, ImageHeader& image,
                    std::vector<std::string>& warnings) {
    const Packing packing = packingOf(structure.transfer_syntax);
    if (packing == Packing::Native || packing == Packing::Rle) return;
    int precision = 0;
    try {
        const auto bytes = table.bytesOf(0, *structure.bytes, compressedLimit(image));
        precision = packing == Packing::Jpeg2000 ? inspectJpeg2000(bytes).precision
                                                 : inspectJpeg(bytes).precision;
    } catch (const Malformed&) {
        return;  // said when the frame is asked for
    }
    if (precision > image.bits_allocated)
        throw Malformed("its JPEG pictures have " + std::to_string(precision) +
                        " bits a sample, more than the " + std::to_string(image.bits_allocated) +
                        " of its header");
    if (precision < 1 || precision > image.high_bit) return;
    image.high_bit = precision - 1;
    if (precision >= image.bits_stored) return;
    warnings.push_back("its JPEG pictures have " + std::to_string(precision) +
                       " bits a sample instead of " + std::to_string(image.bits_stored) +
                       "; they are shown without the window of the header");
    image.bits_stored = precision;
    const auto drop = [](GreyRendering& grey) {
        grey.window.reset();
        grey.voi_table.reset();
    };
    drop(image.grey);
    std::ranges::for_each(image.frame_greys, drop);
}

StoredFrame decodeStored(const FileStructure& structure, const ImageHeader& image,
                         const FrameTable& table, std::size_t index) {
    const Packing packing = packingOf(structure.transfer_syntax);
    if (packing == Packing::Native) return nativeFrame(structure, image, table, index);
    std::vector<std::uint8_t> bytes =
        table.bytesOf(index, *structure.bytes, compressedLimit(image));
    if (packing == Packing::Rle) return rleFrame(bytes, image);
    if (packing == Packing::Jpeg2000) return jpeg2000Frame(image, bytes);
    return jpegFrame(structure, image, std::move(bytes));
}

}  // namespace sonomask::dicom
