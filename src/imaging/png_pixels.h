#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

namespace sonomask {

/// Decodes the PNGs that there are most of: 8 bits a channel, grey or colour, not interlaced,
/// nothing said of transparent colours (ISO 15948). CV_8UC1, CV_8UC3 (BGR) or CV_8UC4 (BGRA), the
/// stored values. Empty for every other PNG, for a very large one, and where anything is amiss: the
/// general reader (libpng) takes a third of this one's speed, little memory, and knows all kinds.
cv::Mat decodePlainPng(std::span<const std::uint8_t> bytes);

}  // namespace sonomask
