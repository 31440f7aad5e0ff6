#include <algorithm>
#include <cfloat>
#include <cstdint>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "imaging/file_kind.h"
#include "imaging/jpeg_pixels.h"
#include "imaging/reader.h"
#include "imaging/still_header.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCopyAgain = "Copy or export it again from its source.";

/// Numbers that are none (NaN, infinity) count as 0: a picture's holes must not decide its range.
cv::Mat finiteOf(const cv::Mat& pixels) {
    cv::Mat values;
    pixels.convertTo(values, CV_32F);
    cv::patchNaNs(values, 0);
    cv::Mat finite;
    cv::inRange(values.reshape(1), -FLT_MAX, FLT_MAX, finite);
    values.reshape(1).setTo(0, ~finite);
    return values;
}

/// 16-bit and float pictures fill 0..255 by their own range; 8-bit ones are left as they are. What
/// is above the lowest value stays above 0, and one value alone is black only where it is 0: such a
/// picture may be a mask.
cv::Mat toEightBits(const cv::Mat& pixels) {
    if (pixels.depth() == CV_8U) return pixels;
    const bool real = pixels.depth() == CV_32F || pixels.depth() == CV_64F;
    const cv::Mat values = real ? finiteOf(pixels) : pixels;
    double low = 0;
    double high = 0;
    cv::minMaxIdx(values.reshape(1), &low, &high);
    if (!(high > low))
        return cv::Mat(values.size(), CV_8UC(values.channels()),
                       cv::Scalar::all(low > 0 ? 255 : 0));
    const double factor = 255.0 / (high - low);
    cv::Mat eight_bits;
    values.convertTo(eight_bits, CV_8U, factor, -low * factor);
    cv::Mat above;
    cv::compare(values.reshape(1), low, above, cv::CMP_GT);
    cv::max(eight_bits.reshape(1), above & 1, above);
    return above.reshape(values.channels());
}

bool hasOneValue(const cv::Mat& plane) {
    double low = 0;
    double high = 0;
    cv::minMaxIdx(plane, &low, &high);
    return low == high;
}

/// Some programs draw a mask into the alpha channel of a picture of one colour.
cv::Mat withoutAlpha(const cv::Mat& pixels) {
    if (pixels.channels() != 4 && pixels.channels() != 2) return pixels;
    std::vector<cv::Mat> planes;
    cv::split(pixels, planes);
    const cv::Mat alpha = planes.back();
    planes.pop_back();
    if (std::all_of(planes.begin(), planes.end(), hasOneValue) && !hasOneValue(alpha)) return alpha;
    cv::Mat colours;
    cv::merge(planes, colours);
    return colours;
}

/// A grey picture stored as colour becomes grey: one plane is all there is to see in it.
cv::Mat greyWhereEqual(const cv::Mat& pixels) {
    if (pixels.channels() != 3) return pixels;
    std::vector<cv::Mat> planes;
    cv::split(pixels, planes);
    const bool grey = cv::norm(planes[0], planes[1], cv::NORM_INF) == 0 &&
                      cv::norm(planes[1], planes[2], cv::NORM_INF) == 0;
    return grey ? planes[0] : pixels;
}

std::vector<std::uint8_t> bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    if (!stream) return {};
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(stream.tellg()));
    stream.seekg(0);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

class StillSource : public FrameSource {
  public:
    StillSource(fs::path file, const StillHeader& header)
        : file_(std::move(file)), header_(header) {}

    Frame frame(int index) const override {
        sniff(file_);  // says in its own words that the file has gone since it was opened
        try {
            const cv::Mat pixels = decode(index);
            if (!pixels.empty())
                return {greyWhereEqual(toEightBits(withoutAlpha(pixels))), {}, {file_, index}};
        } catch (const BrokenJpeg&) {
        } catch (const cv::Exception&) {
            // OpenCV reports some damage so and some by an empty picture: one error for all.
        }
        throw ReadError("is damaged: its pixels cannot be decoded", file_, kCopyAgain);
    }

  private:
    /// Depth and alpha are kept, and orientation tags not applied, so that a mask lies on the
    /// stored pixels. Empty where the decoder gives up.
    cv::Mat decode(int index) const {
        cv::Mat pixels;
        if (header_.format == "JPEG") pixels = decodeJpeg(bytesOf(file_), JpegColour::AsMarked);
        if (!pixels.empty()) return pixels;  // else four components, which OpenCV converts
        pixels = decodeByOpenCv(index);
        // OpenCV minds this tag in pictures of 8 bits only.
        if (pixels.type() == CV_16UC1 && header_.white_is_zero.contains(index))
            cv::bitwise_not(pixels, pixels);
        return pixels;
    }

    cv::Mat decodeByOpenCv(int index) const {
        if (header_.pages == 1) return cv::imread(file_.string(), cv::IMREAD_UNCHANGED);
        std::vector<cv::Mat> pages;
        cv::imreadmulti(file_.string(), pages, index, 1, cv::IMREAD_UNCHANGED);
        return pages.empty() ? cv::Mat() : pages.front();
    }

    fs::path file_;
    StillHeader header_;
};

}  // namespace

Clip openStill(const fs::path& file) {
    const StillHeader header = readStillHeader(file);
    ClipInfo info;
    info.file = file;
    info.format = header.format;
    info.width = header.width;
    info.height = header.height;
    info.frame_count = header.pages;
    return {std::move(info), std::make_shared<StillSource>(file, header)};
}

}  // namespace sonomask
