#pragma once

#include <filesystem>

#include <opencv2/core.hpp>

#include "network/architecture.h"

namespace sonomask::test {

/// Writes a checkpoint with random weights and batch-norm statistics, always the same ones.
void writeRandomCheckpoint(const std::filesystem::path& file,
                           const network::Architecture& architecture);

/// What LibTorch makes of a picture (CV_32FC1).
cv::Mat probabilityByLibTorch(const std::filesystem::path& checkpoint, const cv::Mat& picture);

}  // namespace sonomask::test
