#pragma once

#include <filesystem>

#include <opencv2/core.hpp>

namespace sonomask::segmentation {

/// Writes a small checkpoint with random weights and batch-norm statistics, always the same ones.
void writeRandomCheckpoint(const std::filesystem::path& file);

/// What the checkpoint's own network, as it is trained, makes of a picture (CV_32FC1).
cv::Mat unfoldedProbability(const std::filesystem::path& file, const cv::Mat& picture);

}  // namespace sonomask::segmentation
