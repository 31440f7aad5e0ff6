#include "phantom/propagation.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

constexpr double kLossDbPerCmMhz = 2 * 0.5;  // there and back
constexpr float kClutterDb = -37;            // side lobes and reverberation, against fat

float amplitude(float db) {
    return std::pow(10.0f, db / 20);
}

/// Loss from the probe's face to each sample, in dB. The beam is wide: a shadow's edge is soft.
cv::Mat cumulatedLoss(const cv::Mat& loss_db_per_mm, const BeamGrid& grid) {
    cv::Mat total(loss_db_per_mm.size(), CV_32F);
    cv::Mat sum = cv::Mat::zeros(1, loss_db_per_mm.cols, CV_32F);
    for (int row = 0; row < loss_db_per_mm.rows; ++row) {
        sum += loss_db_per_mm.row(row) * grid.sampleStepMm();
        sum.copyTo(total.row(row));
    }
    const double sigma_beams = 0.35 / grid.beamStepMm(0);
    cv::GaussianBlur(total, total, {0, 0}, sigma_beams, 0.8);
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
