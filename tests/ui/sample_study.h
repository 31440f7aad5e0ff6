#pragma once

#include <filesystem>

#include <opencv2/core.hpp>

#include "phantom/scene.h"

namespace sonomask::test {

/// A simulated scan with one mass, small enough to be made in a moment.
phantom::Scene sampleScene(const cv::Size& size, std::uint64_t seed);

/// Writes a simulated still as PNG.
void writeStill(const std::filesystem::path& file, const phantom::Scene& scene);

/// Writes a simulated sweep of `frames` frames as a multi-frame DICOM file with its scale and a
/// made-up patient.
void writeSweep(const std::filesystem::path& file, const phantom::Scene& scene, int frames);

}  // namespace sonomask::test
