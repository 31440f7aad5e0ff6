#include "phantom/tissue.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "phantom/breast.h"
#include "phantom/noise.h"

namespace sonomask::phantom {
namespace {

/// Where the tissue at a point of the plane would be if there were no masses.
class Displacement {
  public:
    explicit Displacement(const Scene& scene) {
        for (const Mass& mass : scene.masses) {
            const double off = (scene.plane_mm - mass.elevation_mm) / mass.elevation_radius_mm;
            if (off * off < 1) bodies_.push_back(bodyOf(mass, std::sqrt(1 - off * off)));
        }
    }

    cv::Point2d undo(cv::Point2d mm) const {
        for (const Body& body : bodies_) {
            const cv::Point2d away = mm - body.centre_mm;
            const double along = away.dot(body.axis) / body.half_long_mm;
            const double across = away.cross(body.axis) / body.half_short_mm;
            const double radius = std::hypot(along, across);
            if (radius >= kReach || radius <= 0) continue;
            const double left = (kReach - radius) / (kReach - 1);
            mm -= away * (body.push * std::min(1.0, left * left));
        }
        return mm;
    }

  private:
    static constexpr double kReach = 2.2;  // in radii of the mass

    struct Body {
        cv::Point2d centre_mm, axis;
        double half_long_mm, half_short_mm;
        double push;  // share of the radius by which tissue at the surface has moved outwards
    };

    static Body bodyOf(const Mass& mass, double scale) {
        const double turn = mass.angle_deg * CV_PI / 180;
        const double push = mass.margin.spiculated        ? -0.25
                            : mass.margin.circumscribed() ? 0.45
                                                          : 0.1;
        return {mass.centre_mm,
                {std::cos(turn), std::sin(turn)},
                scale * mass.long_axis_mm / 2,
                scale * mass.short_axis_mm / 2,
                push * scale};
    }

    std::vector<Body> bodies_;
};

/// The breast's layers over the width of the view, tabulated.
class LayerTable {
  public:
    LayerTable(const Breast& breast, const BeamGrid& grid) {
        const cv::Size size = grid.size();
        for (const int row : {0, size.height - 1}) {
            low_ = std::min(low_, static_cast<float>(grid.positionMm(row, 0).x) - kMarginMm);
            high_ = std::max(
                high_, static_cast<float>(grid.positionMm(row, size.width - 1).x) + kMarginMm);
        }
        for (float x = low_; x <= high_; x += kStepMm) table_.push_back(breast.layersAt(x));
    }

    const Breast::Layers& at(float x) const {
        const auto place = std::lround((std::clamp(x, low_, high_) - low_) / kStepMm);
        return table_[std::min<std::size_t>(place, table_.size() - 1)];
    }

  private:
    static constexpr float kStepMm = 0.05f;
    static constexpr float kMarginMm = 2;

    float low_ = 0, high_ = 0;
    std::vector<Breast::Layers> table_;
};

/// Sound is lost unevenly: shading of a few dB that follows the beams.
float unevenLoss(const Noise& noise, float x, float plane, float depth) {
    return 0.22f * noise.fractal(x / 3, plane / 5, depth / 9 + 0.5f);
}

/// Tissue is computed for every second row: its sheets are wider than two samples of the pulse.
constexpr int kRowStep = 2;

/// Interpolates the rows in between.
void fillBetween(cv::Mat& map) {
    for (int row = 1; row < map.rows; row += kRowStep) {
        const int below = row + 1 < map.rows ? row + 1 : row - 1;
        cv::Mat middle = (map.row(row - 1) + map.row(below)) / 2;
        middle.copyTo(map.row(row));
    }
}

}  // namespace

TissueMaps makeTissue(const Scene& scene, const BeamGrid& grid) {
    const cv::Size size = grid.size();
    TissueMaps maps{cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F),
                    cv::Mat::zeros(size, CV_32F)};
    if (scene.tissue.homogeneous) return maps;
    const Breast breast(scene.tissue, scene.seed, scene.plane_mm);
    const LayerTable layers(breast, grid);
    const Displacement displacement(scene);
    const Noise loss(childSeed(scene.seed, 14));
    const auto plane = static_cast<float>(scene.plane_mm);
    for (int row = 0; row < size.height; row += kRowStep) {
        for (int column = 0; column < size.width; ++column) {
            const cv::Point2d mm = grid.positionMm(row, column);
            const cv::Point2d origin_mm = displacement.undo(mm);
            const auto x = static_cast<float>(origin_mm.x);
            const auto depth = static_cast<float>(grid.depthMm(row) + origin_mm.y - mm.y);
            const Echo echo = breast.at(x, depth, layers.at(x));
            maps.echo_db.at<float>(row, column) = echo.db;
            maps.surface.at<float>(row, column) = echo.surface;
            maps.loss_db_per_mm.at<float>(row, column) = unevenLoss(loss, x, plane, depth);
        }
    }
    for (cv::Mat* map : {&maps.echo_db, &maps.surface, &maps.loss_db_per_mm}) fillBetween(*map);
    return maps;
}

}  // namespace sonomask::phantom
