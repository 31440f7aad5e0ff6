#include "ui/picture.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace sonomask::ui {
namespace {

cv::Mat tableOf(const GreyWindow& window) {
    cv::Mat table(1, 256, CV_8UC1);
    const double darkest = window.level - window.width / 2;
    for (int value = 0; value < 256; ++value)
        table.at<uchar>(value) = cv::saturate_cast<uchar>((value - darkest) * 255 / window.width);
    return table;
}

QImage viewOf(const cv::Mat& pixels) {
    const auto format = pixels.channels() == 1 ? QImage::Format_Grayscale8 : QImage::Format_BGR888;
    return QImage(pixels.data, pixels.cols, pixels.rows, static_cast<qsizetype>(pixels.step),
                  format);
}

}  // namespace

GreyWindow GreyWindow::dragged(double right, double down) const {
    return {std::clamp(level - down, 0.0, 255.0), std::clamp(width + right, 2.0, 510.0)};
}

QImage toImage(const cv::Mat& pixels, const GreyWindow& window) {
    if (pixels.empty()) return {};
    cv::Mat shown;  // of its own: the frame's pixels must stay as they are
    if (window.isIdentity()) {
        shown = pixels;
    } else {
        cv::LUT(pixels, tableOf(window), shown);
    }
    // The format in which painting is quickest; the conversion also takes a copy.
    return viewOf(shown).convertToFormat(QImage::Format_RGB32);
}

QImage toGraphics(const cv::Mat& graphics) {
    if (graphics.empty()) return {};
    QImage image(graphics.cols, graphics.rows, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (int y = 0; y < graphics.rows; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const uchar* row = graphics.ptr(y);
        const uchar* above = graphics.ptr(std::max(0, y - 1));
        for (int x = 0; x < graphics.cols; ++x) {
            const int white = row[x];
            const int shadow = above[std::max(0, x - 1)] == 255 ? 255 - white : 0;
            line[x] = qRgba(white, white, white, white + shadow);
        }
    }
    return image;
}

QImage thumbnailOf(const cv::Mat& pixels, const QSize& size) {
    if (pixels.empty()) return {};
    const double scale = std::min({1.0, static_cast<double>(size.width()) / pixels.cols,
                                   static_cast<double>(size.height()) / pixels.rows});
    const cv::Size small(std::max(1, cvRound(pixels.cols * scale)),
                         std::max(1, cvRound(pixels.rows * scale)));
    cv::Mat reduced;
    cv::resize(pixels, reduced, small, 0, 0, cv::INTER_AREA);
    return toImage(reduced);
}

}  // namespace sonomask::ui
