#include <algorithm>
#include <cmath>
#include <numbers>

#include "training/augmentation.h"
#include "training/random_tensors.h"

namespace sonomask::training {
namespace {

struct Point {
    double x = 0;
    double y = 0;
};

std::int64_t uniformInteger(std::int64_t low, std::int64_t high) {
    return torch::randint(low, high + 1, {1}).item<std::int64_t>();
}

/// Fills the part of a rectangle that lies inside the picture ([H, W]).
void fill(torch::Tensor& picture, double x, double y, double width, double height, double grey) {
    const auto clip = [](double value, std::int64_t most) {
        return std::clamp<std::int64_t>(std::llround(value), 0, most);
    };
    const auto left = clip(x, picture.size(1)), right = clip(x + width, picture.size(1));
    const auto top = clip(y, picture.size(0)), bottom = clip(y + height, picture.size(0));
    if (left >= right || top >= bottom) return;
    picture.slice(0, top, bottom).slice(1, left, right).fill_(grey);
}

void paintCross(torch::Tensor& picture, Point at, double arm, double thickness, double grey) {
    fill(picture, at.x - arm, at.y - thickness / 2, 2 * arm + 1, thickness, grey);
    fill(picture, at.x - thickness / 2, at.y - arm, thickness, 2 * arm + 1, grey);
}

void paintDottedLine(torch::Tensor& picture, Point from, Point to, double grey) {
    constexpr double kSpacing = 6;
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    for (double at = kSpacing; at < length; at += kSpacing) {
        const double share = at / length;
        fill(picture, from.x + share * (to.x - from.x), from.y + share * (to.y - from.y), 1, 1,
             grey);
    }
}

/// The two ends of a mask along a random direction, where a reader would set calipers.
std::pair<Point, Point> endsOf(const torch::Tensor& mask_points, double angle) {
    const auto along =
        mask_points.select(1, 1) * std::cos(angle) + mask_points.select(1, 0) * std::sin(angle);
    const auto point = [&](const torch::Tensor& index) {
        const auto row = mask_points[index.item<std::int64_t>()];
        return Point{row[1].item<double>(), row[0].item<double>()};
    };
    return {point(along.argmin()), point(along.argmax())};
}

std::pair<Point, Point> randomEnds(std::int64_t height, std::int64_t width) {
    const Point from{uniformNumber(0.1, 0.9) * double(width),
                     uniformNumber(0.1, 0.9) * double(height)};
    const double angle = uniformNumber(0, 2 * std::numbers::pi);
    const double length = uniformNumber(0.1, 0.4) * double(width);
    return {from, {from.x + length * std::cos(angle), from.y + length * std::sin(angle)}};
}

void paintCalipers(torch::Tensor& picture, const torch::Tensor& mask) {
    // Half of the pairs measure nothing: crosses must not mean "mass" to the network.
    const auto points = mask.nonzero().to(torch::kCPU, torch::kFloat32);
    const bool on_mass = points.size(0) > 0 && uniformNumber(0, 1) < 0.5;
    const auto [from, to] = on_mass ? endsOf(points, uniformNumber(0, std::numbers::pi))
                                    : randomEnds(picture.size(0), picture.size(1));
    const double arm = uniformNumber(1.5, 5);
    const double thickness = uniformNumber(1, 2.4);
    const double grey = uniformNumber(0.6, 1);
    paintCross(picture, from, arm, thickness, grey);
    paintCross(picture, to, arm, thickness, grey);
    if (uniformNumber(0, 1) < 0.5) paintDottedLine(picture, from, to, grey);
}

/// A row of 5×7 blocks of random dots: the look of burned-in text without its letters.
void paintText(torch::Tensor& picture) {
    const auto glyphs = uniformInteger(3, 16), zoom = uniformInteger(1, 2);
    auto dots = (torch::rand({7, glyphs, 6}) < 0.45).to(torch::kFloat32);
    dots.select(2, 5).zero_();  // the gap between two letters
    dots = dots.view({7, glyphs * 6}).repeat_interleave(zoom, 0).repeat_interleave(zoom, 1);
    const auto height = std::min(dots.size(0), picture.size(0));
    const auto width = std::min(dots.size(1), picture.size(1));
    const auto top = uniformInteger(0, picture.size(0) - height);
    const auto left = uniformInteger(0, picture.size(1) - width);
    auto place = picture.slice(0, top, top + height).slice(1, left, left + width);
    dots = dots.slice(0, 0, height).slice(1, 0, width).to(picture.device());
    place.copy_(torch::maximum(place, dots * uniformNumber(0.6, 1)));
}

/// The outline of an ellipse with a bar on it, as of a breast with the probe's position.
void paintBodyMark(torch::Tensor& picture) {
    const auto height = picture.size(0), width = picture.size(1);
    const double radius = uniformNumber(0.04, 0.09) * double(width);
    const Point centre{uniformNumber(0.05, 0.95) * double(width),
                       uniformNumber(0.05, 0.95) * double(height)};
    const auto y = torch::arange(height, picture.options()).view({-1, 1}) - centre.y;
    const auto x = torch::arange(width, picture.options()).view({1, -1}) - centre.x;
    const auto distance = torch::sqrt((x / uniformNumber(0.7, 1.3)).square() + y.square());
    const auto outline = ((distance - radius).abs() < uniformNumber(0.6, 1.2));
    const double grey = uniformNumber(0.5, 1);
    picture.masked_fill_(outline, grey);
    fill(picture, centre.x, centre.y, radius, 2, grey);
}

}  // namespace

void paintMarks(Batch& batch, const AugmentationConfig& config) {
    for (std::int64_t i = 0; i < batch.pictures.size(0); ++i) {
        auto picture = batch.pictures[i][0];
        if (uniformNumber(0, 1) < config.calipers) paintCalipers(picture, batch.masks[i][0]);
        for (int row = 0; row < 2; ++row)
            if (uniformNumber(0, 1) < config.text) paintText(picture);
        if (uniformNumber(0, 1) < config.body_mark) paintBodyMark(picture);
    }
}

}  // namespace sonomask::training
