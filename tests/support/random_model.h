#pragma once

#include <filesystem>
#include <vector>

#include <opencv2/core.hpp>

#include "network/checkpoint.h"

namespace sonomask::test {

/// With 32 channels in pyramid and decoder.
network::Architecture smallArchitecture(network::Backbone backbone);
/// Small networks that between them have every kind of layer.
std::vector<network::Architecture> smallArchitectures();

/// Writes a checkpoint with random weights and batch-norm statistics, always the same ones. It is
/// never a model: its masks mean nothing.
void writeRandomCheckpoint(const std::filesystem::path& file,
                           const network::CheckpointHeader& header);

/// The same with a last layer whose probabilities of a random picture cover 0..1, so that comparing
/// two ways to compute them shows something.
void writeSpreadCheckpoint(const std::filesystem::path& file,
                           const network::Architecture& architecture);

/// The same with a presence head that always says "no mass", for pictures of size × size.
void writeAbsentCheckpoint(const std::filesystem::path& file, int size);

/// What LibTorch makes of a picture (CV_32FC1).
cv::Mat probabilityByLibTorch(const std::filesystem::path& checkpoint, const cv::Mat& picture);

}  // namespace sonomask::test
