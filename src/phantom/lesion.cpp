#include "phantom/lesion.h"

#include <algorithm>
#include <cmath>

#include "phantom/curves.h"
#include "phantom/distance_field.h"
#include "phantom/noise.h"
#include "phantom/shape.h"

namespace sonomask::phantom {
namespace {

constexpr float kAnechoicDb = -45;
/// Beyond this the mass changes nothing but its shadow.
constexpr double kReachMm = 5;

/// A mass in its plane, asked point by point.
class MassSection {
  public:
    MassSection(const Mass& mass, double plane_mm, std::vector<cv::Point2d> contour_mm)
        : mass_(mass),
          plane_(static_cast<float>(plane_mm)),
          geometry_(measureContour(std::move(contour_mm))),
          distance_(geometry_.contour_mm, kReachMm),
          texture_(childSeed(mass.seed, 31)),
          edge_(childSeed(mass.seed, 32)) {}

    const cv::Rect2d& reachMm() const { return distance_.coveredMm(); }
    /// Changes one sample of the maps.
    void apply(const cv::Point2d& mm, float& echo_db, float& surface, float& loss) const;

  private:
    float insideDb(const cv::Point2d& mm) const;
    float blockDb(float x, float z) const;
    float edgeWidthMm(const cv::Point2d& mm) const;
    float patchiness(const cv::Point2d& mm) const;
    float rays(const cv::Point2d& mm) const;
    float passageLoss(const cv::Point2d& mm) const;

    const Mass& mass_;
    float plane_;
    MassGeometry geometry_;
    DistanceField distance_;
    Noise texture_, edge_;
};

/// Echo strength inside, relative to fat.
float MassSection::insideDb(const cv::Point2d& mm) const {
    const auto x = static_cast<float>(mm.x - mass_.centre_mm.x);
    const auto z = static_cast<float>(mm.y - mass_.centre_mm.y);
    const float fine = texture_.fractal(x / 1.8f, plane_ / 3, z / 0.7f) +
                       0.6f * texture_.value(x / 0.8f, plane_ / 2, z / 0.35f + 20);
    switch (mass_.echo) {
        case EchoPattern::Anechoic:
            return kAnechoicDb;
        case EchoPattern::Hypoechoic:
            return -15 + 3 * fine;
        case EchoPattern::Isoechoic:
            return -1 + 2.5f * fine;
        case EchoPattern::Hyperechoic:
            return 8 + 2.5f * fine;
        case EchoPattern::Complex:
        case EchoPattern::Heterogeneous:
            return blockDb(x, z) + 2.5f * fine;
    }
    return 0;
}

/// Patterns of unlike parts: cyst and solid, or darker and brighter areas.
float MassSection::blockDb(float x, float z) const {
    const auto grain = static_cast<float>(0.3 * (mass_.long_axis_mm + mass_.short_axis_mm) / 2);
    const float parts = texture_.fractal(x / grain + 50, plane_ / grain, z / grain + 50);
    if (mass_.echo == EchoPattern::Complex) {
        const float ragged = parts + 0.12f * texture_.value(x / 1.2f, plane_ / 2, z / 1.2f + 70);
        const float solid = smoothStep(-0.1f, 0.16f, ragged);
        return kAnechoicDb + solid * (-8 - kAnechoicDb);
    }
    const float patches = parts + 0.35f * texture_.fractal(x / 2.4f, plane_ / 3, z / 1.4f + 90);
    return -9 + 11 * std::clamp(1.5f * patches, -0.8f, 1.0f);
}

float MassSection::edgeWidthMm(const cv::Point2d& mm) const {
    if (mass_.margin.circumscribed()) return 0.06f;
    if (!mass_.margin.indistinct) return 0.2f;
    const float stretch =
        edge_.value(static_cast<float>(mm.x) / 4, plane_ / 4, static_cast<float>(mm.y) / 4);
    return 0.75f + 0.4f * stretch;
}

/// How strongly a surface shows along the contour: 0.3 .. 1.
float MassSection::patchiness(const cv::Point2d& mm) const {
    const float field = edge_.fractal(static_cast<float>(mm.x) / 2.5f + 30, plane_ / 3,
                                      static_cast<float>(mm.y) / 2.5f);
    return 0.3f + 0.7f * smoothStep(-0.4f, 0.5f, field);
}

/// Strands that run radially into the surroundings of a spiculated mass: -1 dark .. 1 bright.
float MassSection::rays(const cv::Point2d& mm) const {
    const cv::Point2d away = mm - mass_.centre_mm;
    const auto radius = static_cast<float>(cv::norm(away) + 1e-6);
    const float across = static_cast<float>(away.x) / radius,
                down = static_cast<float>(away.y) / radius;
    return edge_.fractal(7 * across + 60, plane_ / 4, 7 * down + radius / 12);
}

/// dB lost for each millimetre inside the mass: the whole height of a mass of 9 mm takes or spares
/// what its posterior features ask for, smaller ones less.
float MassSection::passageLoss(const cv::Point2d& mm) const {
    constexpr float kEnhancementDb = -8, kShadowDb = 17;
    const auto height_mm = static_cast<float>(geometry_.height_mm);
    const float share = std::clamp(std::sqrt(height_mm / 9), 0.4f, 1.1f);
    const float uneven = 1 + 0.3f * edge_.value(static_cast<float>(mm.x) / 1.8f, plane_ / 3, 90);
    const float per_mm = share * uneven / (0.8f * height_mm);
    switch (mass_.posterior) {
        case PosteriorFeatures::None:
            return 0;
        case PosteriorFeatures::Enhancement:
            return kEnhancementDb * per_mm;
        case PosteriorFeatures::Shadowing:
            return kShadowDb * per_mm;
        case PosteriorFeatures::Combined: {
            const double side = (mm.x - mass_.centre_mm.x) / geometry_.width_mm;
            const float turn = smoothStep(-0.12f, 0.12f, static_cast<float>(side));
            return (kShadowDb + turn * (kEnhancementDb - kShadowDb)) * per_mm;
        }
    }
    return 0;
}

void MassSection::apply(const cv::Point2d& mm, float& echo_db, float& surface, float& loss) const {
    const DistanceField::Sample boundary = distance_.at(mm);
    const float width = edgeWidthMm(mm);
    const float inside =
        1 / (1 + std::exp(std::clamp(boundary.distance_mm / (0.5f * width), -30.0f, 30.0f)));
    if (mass_.halo && boundary.distance_mm > 0) {
        echo_db += (9 - 0.5f * echo_db) * sheet(boundary.distance_mm - 0.7f, 0.9f);
    }
    if (mass_.margin.spiculated && boundary.distance_mm > 0) {
        echo_db += 9 * rays(mm) * std::exp(-boundary.distance_mm / 2.5f);
    }
    echo_db += inside * (insideDb(mm) - echo_db);
    surface *= std::max(0.0f, 1 - 2 * inside);  // strands end at the mass
    const float facing = boundary.normal_z * boundary.normal_z;
    if (mass_.capsule) {
        const float line = sheet(boundary.distance_mm - 0.08f, 0.12f) * patchiness(mm);
        surface += 2.2f * facing * facing * line;
        echo_db += (2 + 4 * facing) * line;
    }
    loss += inside * passageLoss(mm);
    if (mass_.margin.circumscribed() && std::abs(boundary.distance_mm) < 0.3f && facing < 0.12f) {
        loss += 0.8f;  // refraction at the sides of a smooth mass: a thin edge shadow
    }
}

/// Bright points spread over the inner part of the mass, each with a short shadow.
void addCalcifications(TissueMaps& maps, const BeamGrid& grid, const Mass& mass, double scale) {
    Random random(childSeed(mass.seed, 33));
    const double turn = mass.angle_deg * CV_PI / 180;
    for (int i = 0; i < mass.calcifications; ++i) {
        const double angle = random.between(0, 2 * CV_PI);
        const double radius = 0.62 * std::sqrt(random.between(0, 1)) * scale;
        const double along = radius * mass.long_axis_mm / 2 * std::cos(angle);
        const double across = radius * mass.short_axis_mm / 2 * std::sin(angle);
        const cv::Point2d mm =
            mass.centre_mm + cv::Point2d(along * std::cos(turn) - across * std::sin(turn),
                                         along * std::sin(turn) + across * std::cos(turn));
        const auto strength = static_cast<float>(random.between(10, 25));
        const cv::Point sample = grid.sampleFromMm(mm);
        const cv::Rect spot = cv::Rect(sample.x, sample.y, 2, 3) & cv::Rect({}, grid.size());
        maps.surface(spot).setTo(strength);
        maps.loss_db_per_mm(spot) += 12;
    }
}

}  // namespace

void addMass(TissueMaps& maps, const BeamGrid& grid, const Mass& mass, double plane_mm) {
    std::vector<cv::Point2d> contour_mm = massContour(mass, plane_mm);
    if (contour_mm.size() < 3) return;
    const MassSection section(mass, plane_mm, contour_mm);
    for (int row = 0; row < grid.size().height; ++row) {
        for (int column = 0; column < grid.size().width; ++column) {
            const cv::Point2d mm = grid.positionMm(row, column);
            if (!section.reachMm().contains(mm)) continue;
            section.apply(mm, maps.echo_db.at<float>(row, column),
                          maps.surface.at<float>(row, column),
                          maps.loss_db_per_mm.at<float>(row, column));
        }
    }
    const double off = (plane_mm - mass.elevation_mm) / mass.elevation_radius_mm;
    addCalcifications(maps, grid, mass, std::sqrt(std::max(0.0, 1 - off * off)));
}

}  // namespace sonomask::phantom
