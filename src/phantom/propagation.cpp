#include "phantom/propagation.h"

#include <algorithm>
#include <cmath>

#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

constexpr double kLossDbPerCmMhz = 2 * 0.5;  // there and back
constexpr float kClutterDb = -37;            // side lobes and reverberation, against fat

float amplitude(float db) {
    return std::pow(10.0f, db / 20);
}

/// Loss from the probe's face to each sample, in dB. The aperture looks around an obstacle, the
/// more so the deeper: on its way down the loss spreads sideways, to 1 mm (sigma) after 20 mm.
cv::Mat cumulatedLoss(const cv::Mat& loss_db_per_mm, const BeamGrid& grid) {
    constexpr double kSpreadMm2PerMm = 0.05;
    const auto step = static_cast<float>(grid.sampleStepMm());
    cv::Mat total = loss_db_per_mm * step;
    for (int row = 1; row < total.rows; ++row) {
        const double beam_mm = grid.beamStepMm(row);
        const double spread = kSpreadMm2PerMm * step / (2 * beam_mm * beam_mm);
        const auto leak = static_cast<float>(std::min(spread, 0.25));  // stable below 0.5
        const auto* above = total.ptr<float>(row - 1);
        auto* here = total.ptr<float>(row);
        for (int column = 0; column < total.cols; ++column) {
            const float left = above[std::max(column - 1, 0)];
            const float right = above[std::min(column + 1, total.cols - 1)];
            here[column] += above[column] + leak * (left - 2 * above[column] + right);
        }
    }
    return total;
}

/// The machine's own gain along depth, in dB: what TGC cannot reach, its wrong slope, the focus.
float depthGain(double depth_mm, const Scene& scene) {
    const double loss = kLossDbPerCmMhz * scene.probe.frequency_mhz * depth_mm / 10;
    const double missing = std::max(0.0, loss - scene.display.tgc_limit_db);
    const double off = (depth_mm - scene.probe.focus_mm) / 9;
    return static_cast<float>(2 * std::exp(-off * off) - missing +
                              scene.display.tgc_slope_db_per_cm * depth_mm / 10);
}

float noiseDb(double depth_mm, const Scene& scene) {
    const double loss = kLossDbPerCmMhz * scene.probe.frequency_mhz * depth_mm / 10;
    return static_cast<float>(scene.display.noise_db + std::min(loss, scene.display.tgc_limit_db));
}

/// dB lost over each beam's whole length where the probe lifts from the skin.
std::vector<float> contactLoss(const BeamGrid& grid, const Scene& scene) {
    std::vector<float> loss(grid.size().width, 0.0f);
    if (scene.contact_loss <= 0) return loss;
    const Noise noise(childSeed(scene.seed, 41));
    for (int column = 0; column < grid.size().width; ++column) {
        const auto x = static_cast<float>(grid.positionMm(0, column).x);
        const float bad = noise.fractal(x / 4.5f, 0, 0.5f) - 0.45f;
        loss[column] = std::max(0.0f, bad) * 40 * static_cast<float>(scene.contact_loss);
    }
    return loss;
}

}  // namespace

Echoes propagate(const TissueMaps& maps, const BeamGrid& grid, const Scene& scene) {
    const cv::Mat loss = cumulatedLoss(maps.loss_db_per_mm, grid);
    const std::vector<float> contact = contactLoss(grid, scene);
    Echoes echoes{cv::Mat(grid.size(), CV_32F), cv::Mat(grid.size(), CV_32F)};
    const float clutter = amplitude(kClutterDb);
    for (int row = 0; row < grid.size().height; ++row) {
        const float gain_db = depthGain(grid.depthMm(row), scene);
        const float noise = amplitude(noiseDb(grid.depthMm(row), scene));
        for (int column = 0; column < grid.size().width; ++column) {
            const float passed = amplitude(gain_db - loss.at<float>(row, column) - contact[column]);
            const float scattered = passed * amplitude(maps.echo_db.at<float>(row, column));
            const float stray = passed * clutter;
            echoes.scatterers.at<float>(row, column) =
                std::sqrt(scattered * scattered + stray * stray + noise * noise);
            echoes.surfaces.at<float>(row, column) = passed * maps.surface.at<float>(row, column);
        }
    }
    return echoes;
}

}  // namespace sonomask::phantom
