#pragma once

#include <QImage>

#include <opencv2/core.hpp>

namespace sonomask::ui {

/// The grey window that is stretched over black to white: values from `level - width/2` to
/// `level + width/2`, as PS3.3 C.11.2.1.2 means it, on 8-bit pictures.
struct GreyWindow {
    double level = 127.5;
    double width = 255;

    bool isIdentity() const { return level == 127.5 && width == 255; }
    /// Moved by the mouse: to the right widens, downwards brightens. Kept within 8 bits.
    GreyWindow dragged(double right, double down) const;
    friend bool operator==(const GreyWindow&, const GreyWindow&) = default;
};

/// A CV_8UC1 or CV_8UC3 (BGR) picture as an image of its own memory, the window applied to each
/// channel. An empty picture gives a null image.
QImage toImage(const cv::Mat& pixels, const GreyWindow& window = {});

/// `Frame::graphics` in white with a shadow, which keeps it legible on bright tissue; transparent
/// elsewhere. An empty one gives a null image.
QImage toGraphics(const cv::Mat& graphics);

/// A small picture of at most `size`, area-averaged, aspect kept.
QImage thumbnailOf(const cv::Mat& pixels, const QSize& size);

}  // namespace sonomask::ui
