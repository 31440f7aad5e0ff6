#include "phantom/tissue.h"

#include <cmath>

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

/// Sound is lost unevenly: shading of a few dB that follows the beams.
float unevenLoss(const Noise& noise, float x, float plane, float depth) {
    return 0.22f * noise.fractal(x / 3, plane / 5, depth / 9 + 0.5f);
}

}  // namespace

TissueMaps makeTissue(const Scene& scene, const BeamGrid& grid) {
    const cv::Size size = grid.size();
    TissueMaps maps{cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F),
                    cv::Mat::zeros(size, CV_32F)};
    if (scene.tissue.homogeneous) return maps;
    const Breast breast(scene.tissue, scene.seed, scene.plane_mm);
    const Displacement displacement(scene);
    const Noise loss(childSeed(scene.seed, 14));
    const auto plane = static_cast<float>(scene.plane_mm);
    for (int column = 0; column < size.width; ++column) {
        const auto skin_x = static_cast<float>(grid.positionMm(0, column).x);
        const Breast::Layers straight = breast.layersAt(skin_x);
        for (int row = 0; row < size.height; ++row) {
            const cv::Point2d mm = grid.positionMm(row, column);
            const cv::Point2d origin_mm = displacement.undo(mm);
            const auto x = static_cast<float>(origin_mm.x);
            const auto depth = static_cast<float>(grid.depthMm(row) + origin_mm.y - mm.y);
            const bool moved = origin_mm != mm;
            const Echo echo = breast.at(x, depth, moved ? breast.layersAt(x) : straight);
            maps.echo_db.at<float>(row, column) = echo.db;
            maps.surface.at<float>(row, column) = echo.surface;
            maps.loss_db_per_mm.at<float>(row, column) = unevenLoss(loss, x, plane, depth);
        }
    }
    return maps;
}

}  // namespace sonomask::phantom
