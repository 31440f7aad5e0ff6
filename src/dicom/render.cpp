#include "dicom/render.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <opencv2/imgproc.hpp>

namespace sonomask::dicom {
namespace {

std::uint8_t toByte(double value) {
    if (!(value > 0)) return 0;  // not a number, too: a slope may be anything
    return static_cast<std::uint8_t>(std::min(value + 0.5, 255.0));
}

/// PS3.3 C.7.6.3.1.2: full-range BT.601, chroma around 128.
cv::Mat fromYbrFull(const cv::Mat& ybr) {
    cv::Mat y_cr_cb(ybr.size(), CV_8UC3);
    cv::mixChannels({ybr}, {y_cr_cb}, {0, 0, 1, 2, 2, 1});
    cv::Mat bgr;
    cv::cvtColor(y_cr_cb, bgr, cv::COLOR_YCrCb2BGR);
    return bgr;
}

/// PS3.3 C.7.6.3.1.2 (retired): Y in 16..235, chroma in 16..240.
cv::Mat fromYbrPartial(const cv::Mat& ybr) {
    cv::Mat bgr(ybr.size(), CV_8UC3);
    for (int y = 0; y < ybr.rows; ++y) {
        const auto* from = ybr.ptr<cv::Vec3b>(y);
        auto* to = bgr.ptr<cv::Vec3b>(y);
        for (int x = 0; x < ybr.cols; ++x) {
            const double luma = 1.1644 * (from[x][0] - 16);
            const double blue = from[x][1] - 128;
            const double red = from[x][2] - 128;
            to[x] = {toByte(luma + 2.0173 * blue), toByte(luma - 0.3918 * blue - 0.8130 * red),
                     toByte(luma + 1.5960 * red)};
        }
    }
    return bgr;
}

std::uint8_t paletteByte(const LookupTable& table, int index) {
    const auto last = static_cast<int>(table.entries.size()) - 1;
    const int entry =
        table.entries[static_cast<std::size_t>(std::clamp(index - table.first, 0, last))];
    return static_cast<std::uint8_t>(table.bits > 8 ? entry >> (table.bits - 8) : entry);
}

/// What a stored sample means as a number (PS3.5 8.1.1): the bits up to high_bit, signed or not.
int storedValue(int sample, const ImageHeader& image) {
    const int mask = static_cast<int>((1u << image.bits_stored) - 1);
    const int value = sample >> (image.high_bit + 1 - image.bits_stored) & mask;
    const int sign = 1 << (image.bits_stored - 1);
    return image.is_signed && (value & sign) != 0 ? value - mask - 1 : value;
}

int containerValues(const cv::Mat& samples) {
    return samples.depth() == CV_8U ? 256 : 65536;
}

template <typename Sample, typename Value>
cv::Mat mappedAs(const cv::Mat& samples, const std::vector<Value>& table) {
    cv::Mat result(samples.size(), cv::traits::Type<Value>::value);
    for (int y = 0; y < samples.rows; ++y) {
        const auto* from = samples.ptr<Sample>(y);
        auto* to = result.ptr<Value>(y);
        for (int x = 0; x < samples.cols; ++x) to[x] = table[from[x]];
    }
    return result;
}

/// Each sample replaced by its entry; `table` has one for each value that the samples' type holds.
template <typename Value>
cv::Mat mapped(const cv::Mat& samples, const std::vector<Value>& table) {
    return samples.depth() == CV_8U ? mappedAs<std::uint8_t>(samples, table)
                                    : mappedAs<std::uint16_t>(samples, table);
}

/// Colour samples of more or fewer than 8 bits, by their highest ones.
cv::Mat toEightBits(const cv::Mat& samples, const ImageHeader& image) {
    if (samples.depth() == CV_8U && image.bits_stored == 8) return samples;
    const double highest = static_cast<double>((1u << image.bits_stored) - 1);
    std::vector<std::uint8_t> table(static_cast<std::size_t>(containerValues(samples)));
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = toByte(storedValue(static_cast<int>(i), image) * 255.0 / highest);
    return mapped(samples.reshape(1), table).reshape(samples.channels());
}

cv::Mat renderPalette(const cv::Mat& samples, const ImageHeader& image) {
    std::vector<cv::Vec3b> table(static_cast<std::size_t>(containerValues(samples)));
    for (std::size_t i = 0; i < table.size(); ++i) {
        const int index = storedValue(static_cast<int>(i), image);
        table[i] = {paletteByte(image.palette->blue, index),
                    paletteByte(image.palette->green, index),
                    paletteByte(image.palette->red, index)};
    }
    return mapped(samples, table);
}

double looked(const LookupTable& table, double value) {
    const auto last = static_cast<double>(table.entries.size()) - 1;
    const double offset = value - table.first;
    const double entry = offset > 0 ? std::min(offset, last) : 0;
    return table.entries[static_cast<std::size_t>(entry)];
}

double modality(double value, const GreyRendering& grey) {
    if (grey.modality_table) return looked(*grey.modality_table, value);
    return value * grey.slope + grey.intercept;
}

/// 0..255 by PS3.3 C.11.2.1.2 and C.11.2.1.3.
double windowed(double value, const Window& window) {
    const double centre = window.centre;
    const double width = window.width;
    switch (window.shape) {
        case Window::Shape::Sigmoid:
            return 255.0 / (1.0 + std::exp(-4.0 * (value - centre) / width));
        case Window::Shape::LinearExact:
            return ((value - centre) / width + 0.5) * 255.0;
        case Window::Shape::Linear:
            break;
    }
    if (width <= 1) return value <= centre - 0.5 ? 0 : 255;
    return ((value - (centre - 0.5)) / (width - 1) + 0.5) * 255.0;
}

struct Range {
    double low = 0;
    double high = 0;
};

Range rangeOf(double a, double b) {
    return {std::min(a, b), std::max(a, b)};
}

/// Which values occur, as stored.
template <typename Sample>
std::vector<bool> occurring(const cv::Mat& samples) {
    std::vector<bool> seen(static_cast<std::size_t>(containerValues(samples)));
    for (int y = 0; y < samples.rows; ++y)
        for (int x = 0; x < samples.cols; ++x) seen[samples.at<Sample>(y, x)] = true;
    return seen;
}

/// The modality values that are to become black and white where the file has no window; padding
/// has no part in it.
Range shownRange(const cv::Mat& samples, const ImageHeader& image, const GreyRendering& grey) {
    if (image.bits_stored <= 8 && !grey.modality_table) {
        const double span = (1u << image.bits_stored) - 1;
        const double low = image.is_signed ? -(span + 1) / 2 : 0;
        return rangeOf(modality(low, grey), modality(low + span, grey));
    }
    const std::vector<bool> seen = samples.depth() == CV_8U ? occurring<std::uint8_t>(samples)
                                                            : occurring<std::uint16_t>(samples);
    std::optional<Range> range;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const int stored = storedValue(static_cast<int>(i), image);
        if (!seen[i] || image.isPadding(stored)) continue;
        const double value = modality(stored, grey);
        if (!range) range = Range{value, value};
        range = rangeOf(std::min(range->low, value), std::max(range->high, value));
    }
    return range.value_or(Range{});
}

double shown(double value, const GreyRendering& grey, const Range& range) {
    if (grey.window) return windowed(value, *grey.window);
    if (grey.voi_table) {
        const double highest = static_cast<double>((1u << grey.voi_table->bits) - 1);
        return looked(*grey.voi_table, value) * 255.0 / highest;
    }
    return range.high > range.low ? (value - range.low) * 255.0 / (range.high - range.low) : 0;
}

/// 8-bit grey that is shown as it is stored: most of ultrasound.
bool isIdentity(const std::vector<std::uint8_t>& table) {
    if (table.size() != 256) return false;
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i] != i) return false;
    return true;
}

cv::Mat renderGrey(const cv::Mat& samples, const ImageHeader& image, const GreyRendering& grey) {
    const bool by_range = !grey.window && !grey.voi_table;
    const Range range = by_range ? shownRange(samples, image, grey) : Range{};
    std::vector<std::uint8_t> table(static_cast<std::size_t>(containerValues(samples)));
    for (std::size_t i = 0; i < table.size(); ++i) {
        const int stored = storedValue(static_cast<int>(i), image);
        if (image.isPadding(stored)) continue;  // black, whichever way round the others are
        const std::uint8_t byte = toByte(shown(modality(stored, grey), grey, range));
        table[i] = grey.inverse ? static_cast<std::uint8_t>(255 - byte) : byte;
    }
    return isIdentity(table) ? samples : mapped(samples, table);
}

}  // namespace

cv::Mat render(const StoredFrame& stored, const ImageHeader& image, const GreyRendering& grey) {
    if (stored.samples.channels() == 1)
        return image.palette ? renderPalette(stored.samples, image)
                             : renderGrey(stored.samples, image, grey);
    const cv::Mat bytes = toEightBits(stored.samples, image);
    if (stored.is_bgr) return bytes;
    const std::string& photometric = image.photometric;
    if (photometric.starts_with("YBR_FULL")) return fromYbrFull(bytes);
    if (photometric.starts_with("YBR_PARTIAL")) return fromYbrPartial(bytes);
    if (photometric != "RGB" && photometric != "YBR_RCT" && photometric != "YBR_ICT")
        throw Unsupported("the colour space " + photometric + " is");
    cv::Mat bgr;
    cv::cvtColor(bytes, bgr, cv::COLOR_RGB2BGR);
    return bgr;
}

}  // namespace sonomask::dicom
