#pragma once

#include <filesystem>

#include <opencv2/core.hpp>

#include "network/checkpoint.h"

namespace sonomask::test {

/// Writes a checkpoint with random weights and batch-norm statistics, always the same ones. It is
/// never a model: its masks mean nothing.
void writeRandomCheckpoint(const std::filesystem::path& file,
                           const network::CheckpointHeader& header);

/// The same with a last layer whose probabilities of a random picture cover 0..1, so that comparing
/// two ways to compute them shows something.
void writeSpreadCheckpoint(const std::filesystem::path& file,
                           const network::Architecture& architecture);

/// What LibTorch makes of a picture (CV_32FC1).
cv::Mat probabilityByLibTorch(const std::filesystem::path& checkpoint, const cv::Mat& picture);

}  // namespace sonomask::test
