#include "export/pictures.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/atomic_file.h"
#include "base/error.h"

namespace sonomask::report {
namespace {

/// Where a PNG's header ends: behind the signature and IHDR (ISO/IEC 15948, 5.2 and 11.2.2).
constexpr std::size_t kHeaderBytes = 8 + 25;

/// The chunk tEXt (11.3.4.3) "Software: Sonomask", whole: its length, type, text and CRC.
const std::string kMark("\0\0\0\x11tEXtSoftware\0Sonomask\xf9\x58\x86\xe4", 29);

/// OpenCV draws in 1/16 pixel with this shift.
constexpr int kSubPixelBits = 4;

std::vector<cv::Point> inSubPixels(const segmentation::Contour& contour_in_frame) {
    std::vector<cv::Point> points;
    points.reserve(contour_in_frame.size());
    for (const cv::Point2f& point : contour_in_frame)
        points.emplace_back(cvRound(std::ldexp(point.x, kSubPixelBits)),
                            cvRound(std::ldexp(point.y, kSubPixelBits)));
    return points;
}

void fill(cv::Mat& picture, const segmentation::Lesion& lesion, const OverlayStyle& style) {
    cv::Mat inside = picture(lesion.bounds_in_frame);
    const cv::Mat colour(inside.size(), CV_8UC3, style.outline_bgr);
    cv::Mat blended;
    cv::addWeighted(inside, 1 - style.fill_opacity, colour, style.fill_opacity, 0, blended);
    blended.copyTo(inside, lesion.mask);
}

void outline(cv::Mat& picture, const segmentation::Lesion& lesion, const OverlayStyle& style) {
    std::vector<std::vector<cv::Point>> lines{inSubPixels(lesion.contour_in_frame)};
    for (const segmentation::Contour& hole : lesion.holes_in_frame)
        lines.push_back(inSubPixels(hole));
    const int thickness = std::max(1, cvRound(style.line_width));
    cv::polylines(picture, lines, true, style.outline_bgr, thickness, cv::LINE_AA, kSubPixelBits);
}

std::vector<uchar> encodedPng(const std::filesystem::path& file, const cv::Mat& pixels) {
    std::vector<uchar> bytes;
    if (pixels.empty() || !cv::imencode(".png", pixels, bytes))
        throw WriteError("the picture cannot be encoded as PNG", file);
    return bytes;
}

}  // namespace

cv::Mat overlayOf(const Frame& frame, const std::vector<segmentation::Lesion>& lesions,
                  const OverlayStyle& style) {
    cv::Mat picture;
    if (frame.pixels.channels() == 1)
        cv::cvtColor(frame.pixels, picture, cv::COLOR_GRAY2BGR);
    else
        picture = frame.pixels.clone();
    for (const segmentation::Lesion& lesion : lesions) {
        if (style.fill_opacity > 0) fill(picture, lesion, style);
        if (style.line_width > 0) outline(picture, lesion, style);
    }
    return picture;
}

void writePng(const std::filesystem::path& file, const cv::Mat& pixels) {
    const std::vector<uchar> bytes = encodedPng(file, pixels);
    writeFileAtomically(file, std::as_bytes(std::span(bytes)));
}

void writeMarkedPng(const std::filesystem::path& file, const cv::Mat& pixels) {
    std::vector<uchar> bytes = encodedPng(file, pixels);
    bytes.insert(bytes.begin() + kHeaderBytes, kMark.begin(), kMark.end());
    writeFileAtomically(file, std::as_bytes(std::span(bytes)));
}

bool isMarkedPng(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        return false;  // a pipe would never answer
    std::ifstream in(file, std::ios::binary);
    std::string first(kHeaderBytes + kMark.size(), ' ');
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    return in.good() && first.ends_with(kMark);
}

bool isWholePng(const std::filesystem::path& file) {
    // Signature and end chunk (ISO/IEC 15948, 5.2 and 11.2.5).
    static const std::string begin("\x89PNG\r\n\x1a\n", 8);
    static const std::string end("\0\0\0\0IEND\xae\x42\x60\x82", 12);
    std::ifstream in(file, std::ios::binary);
    std::string first(begin.size(), ' ');
    std::string last(end.size(), ' ');
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    in.seekg(-static_cast<std::streamoff>(last.size()), std::ios::end);
    in.read(last.data(), static_cast<std::streamsize>(last.size()));
    return in.good() && first == begin && last == end;
}

}  // namespace sonomask::report
