#include "phantom/render.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "phantom/beam_grid.h"
#include "phantom/lesion.h"
#include "phantom/noise.h"
#include "phantom/propagation.h"
#include "phantom/speckle.h"
#include "phantom/surroundings.h"
#include "phantom/tissue.h"

namespace sonomask::phantom {
namespace {

/// Elevation over which the speckle is replaced wholly: about the slice thickness.
constexpr double kSpeckleRenewalMm = 1.2;

void requirePossible(const Scene& scene) {
    const bool possible = imageArea(scene).area() > 0 && scene.spacing_mm.x_mm > 0 &&
                          scene.spacing_mm.y_mm > 0 && scene.probe.frequency_mhz > 0;
    if (!possible) {
        throw ConfigError(
            "this phantom scene has no pixels, or its spacing or frequency is not positive");
    }
}

/// Echo strength in dB to grey: log compression and the machine's grey map.
cv::Mat greyFromDb(const cv::Mat& db, const Display& display) {
    constexpr double kWhiteDb = 28;  // above fat
    cv::Mat part =
        (db + (display.gain_db + display.dynamic_range_db - kWhiteDb)) / display.dynamic_range_db;
    part = cv::max(cv::min(part, 1.0), 0.0);
    cv::pow(part, display.gamma, part);
    cv::Mat grey;
    part.convertTo(grey, CV_8U, 255);
    return grey;
}

cv::Mat simulateScan(const Scene& scene) {
    const BeamGrid grid(scene);
    TissueMaps maps = makeTissue(scene, grid);
    for (const Mass& mass : scene.masses) addMass(maps, grid, mass, scene.plane_mm);
    const Echoes echoes = propagate(maps, grid, scene);
    const ScattererField field{childSeed(scene.seed, 2), scene.plane_mm / kSpeckleRenewalMm};
    cv::Mat db = simulateCompoundEnvelope(echoes.scatterers, echoes.surfaces, grid.pointSpread(),
                                          field, scene.probe.compound_looks);
    cv::log(db + 1e-6, db);
    db *= 20 / std::log(10.0);
    constexpr float kBlackDb = -200;
    return greyFromDb(scanConvert(db, grid, scene, kBlackDb), scene.display);
}

/// What the probe sees: the whole image area, or the sector within it. 255 or 0, frame's size.
cv::Mat visibleInFrame(const Scene& scene) {
    cv::Mat visible = cv::Mat::zeros(scene.frame_size, CV_8UC1);
    cv::Mat area = visible(imageArea(scene));
    if (scene.probe.kind == ProbeKind::Linear) {
        area.setTo(255);
    } else {
        const BeamGrid grid(scene);
        const cv::Mat seen = cv::Mat::ones(grid.size(), CV_32F);
        area.setTo(255, scanConvert(seen, grid, scene, 0) > 0.5);
    }
    return visible;
}

std::vector<RenderedMass> massesInPlane(const Scene& scene) {
    const PictureGeometry picture = pictureGeometry(scene);
    std::vector<RenderedMass> found;
    for (std::size_t i = 0; i < scene.masses.size(); ++i) {
        RenderedMass mass{
            static_cast<int>(i), measureContour(massContour(scene.masses[i], scene.plane_mm)), {}};
        if (mass.geometry.contour_mm.empty()) continue;
        for (const cv::Point2d& mm : mass.geometry.contour_mm) {
            mass.contour_in_frame.push_back(picture.frameFromMm(mm));
        }
        found.push_back(std::move(mass));
    }
    return found;
}

cv::Mat maskOf(const std::vector<RenderedMass>& masses, const Scene& scene) {
    cv::Mat mask = cv::Mat::zeros(scene.frame_size, CV_8UC1);
    if (masses.empty()) return mask;
    for (const RenderedMass& mass : masses) {
        mask |= fillContour(mass.contour_in_frame, scene.frame_size);
    }
    return mask & visibleInFrame(scene);
}

}  // namespace

UltrasoundRegion ultrasoundRegion(const Scene& scene) {
    constexpr std::uint16_t kTwoDimensional = 1, kTissue = 1, kCentimetres = 3;
    UltrasoundRegion region;
    region.area_in_frame = imageArea(scene);
    region.spatial_format = kTwoDimensional;
    region.data_type = kTissue;
    region.units_x = region.units_y = kCentimetres;
    region.delta_x = scene.spacing_mm.x_mm / 10;
    region.delta_y = scene.spacing_mm.y_mm / 10;
    return region;
}

RenderedFrame render(const Scene& scene) {
    requirePossible(scene);
    RenderedFrame result;
    result.masses = massesInPlane(scene);
    result.mask_in_frame = maskOf(result.masses, scene);
    result.frame.pixels = cv::Mat::zeros(scene.frame_size, CV_8UC1);
    paintScreen(result.frame.pixels, scene);
    simulateScan(scene).copyTo(result.frame.pixels(imageArea(scene)));
    paintMarks(result.frame.pixels, scene, result.masses);
    result.frame.calibration.regions = {ultrasoundRegion(scene)};
    return result;
}

}  // namespace sonomask::phantom
