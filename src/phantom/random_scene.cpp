#include "phantom/random_scene.h"

#include <algorithm>
#include <cmath>

#include "phantom/noise.h"
#include "phantom/shape.h"

namespace sonomask::phantom {
namespace {

/// Of the patients with a mass.
constexpr double kMalignantPart = 0.4;

EchoPattern drawEcho(Random& random, bool malignant) {
    const double draw = random.between(0, 1);
    if (malignant) {
        if (draw < 0.66) return EchoPattern::Hypoechoic;
        if (draw < 0.90) return EchoPattern::Heterogeneous;
        return draw < 0.97 ? EchoPattern::Complex : EchoPattern::Isoechoic;
    }
    if (draw < 0.46) return EchoPattern::Hypoechoic;
    if (draw < 0.68) return EchoPattern::Anechoic;
    if (draw < 0.80) return EchoPattern::Isoechoic;
    if (draw < 0.87) return EchoPattern::Hyperechoic;
    return draw < 0.93 ? EchoPattern::Complex : EchoPattern::Heterogeneous;
}

PosteriorFeatures drawPosterior(Random& random, bool malignant, EchoPattern echo) {
    const double draw = random.between(0, 1);
    if (malignant) {
        if (draw < 0.42) return PosteriorFeatures::Shadowing;
        if (draw < 0.80) return PosteriorFeatures::None;
        return draw < 0.9 ? PosteriorFeatures::Enhancement : PosteriorFeatures::Combined;
    }
    const double enhanced = echo == EchoPattern::Anechoic ? 0.85 : 0.3;
    if (draw < enhanced) return PosteriorFeatures::Enhancement;
    return draw < 0.96 ? PosteriorFeatures::None : PosteriorFeatures::Shadowing;
}

Margin drawSuspiciousMargin(Random& random) {
    Margin margin;
    margin.indistinct = random.chance(0.55);
    margin.angular = random.chance(0.35);
    margin.microlobulated = random.chance(0.25);
    margin.spiculated = random.chance(0.3);
    if (margin.circumscribed()) margin.indistinct = true;
    return margin;
}

double drawAxisRatio(Random& random, Shape shape) {
    switch (shape) {
        case Shape::Round:
            return random.between(0.92, 0.99);
        case Shape::Oval:
            return random.between(0.45, 0.75);
        case Shape::Irregular:
            return random.between(0.6, 0.95);
    }
    return 1;
}

Mass drawBenignMass(Random& random) {
    Mass mass;
    mass.long_axis_mm = std::exp(random.between(std::log(5.0), std::log(26.0)));
    mass.shape = random.chance(0.2) ? Shape::Round : Shape::Oval;
    mass.short_axis_mm = mass.long_axis_mm * drawAxisRatio(random, mass.shape);
    mass.angle_deg = random.between(-20, 20);
    mass.lobulation = random.between(0.01, 0.05);
    mass.margin.indistinct = random.chance(0.12);
    mass.capsule = mass.margin.circumscribed() && random.chance(0.5);
    mass.echo = drawEcho(random, false);
    mass.posterior = drawPosterior(random, false, mass.echo);
    mass.calcifications = random.chance(0.05) ? 1 + random.below(3) : 0;
    return mass;
}

Mass drawMalignantMass(Random& random) {
    Mass mass;
    mass.long_axis_mm = std::exp(random.between(std::log(7.0), std::log(30.0)));
    mass.shape = random.chance(0.85) ? Shape::Irregular : Shape::Round;
    mass.short_axis_mm = mass.long_axis_mm * drawAxisRatio(random, mass.shape);
    const bool upright = random.chance(0.35) && mass.long_axis_mm < 20;
    mass.angle_deg = upright ? random.between(60, 120) : random.between(-35, 35);
    mass.margin = drawSuspiciousMargin(random);
    mass.echo = drawEcho(random, true);
    mass.posterior = drawPosterior(random, true, mass.echo);
    mass.halo = random.chance(0.35);
    mass.calcifications = random.chance(0.25) ? 2 + random.below(8) : 0;
    return mass;
}

Tissue drawTissue(Random& random) {
    Tissue tissue;
    tissue.skin_mm = random.chance(0.06) ? random.between(2.6, 3.6) : random.between(1.2, 2.1);
    const double breast_mm = random.between(14, 27);
    const double fat_part = random.between(0.15, 0.9);
    tissue.fat_mm = breast_mm * fat_part;
    tissue.gland_mm = breast_mm - tissue.fat_mm;
    tissue.gland_fat_part = random.between(0.05, 0.5);
    tissue.gland_db = random.between(4, 8);
    tissue.retromammary_fat_mm = random.between(1, 4);
    tissue.muscle_mm = random.between(5, 10);
    return tissue;
}

Probe drawProbe(Random& random) {
    Probe probe;
    probe.frequency_mhz = random.between(7.5, 13);
    probe.f_number = random.between(2.2, 3.2);
    probe.focus_mm = random.between(10, 24);
    probe.compound_looks = 2 + random.below(4);
    if (random.chance(0.08)) {
        probe.kind = ProbeKind::Curved;
        probe.face_radius_mm = random.between(60, 120);
        probe.field_of_view_deg = random.between(24, 40);
    }
    return probe;
}

Display drawDisplay(Random& random) {
    Display display;
    display.dynamic_range_db = random.between(52, 72);
    display.gain_db = random.between(-5, 5);
    display.tgc_slope_db_per_cm = random.between(-2.5, 1);
    display.tgc_limit_db = random.between(34, 48);
    display.gamma = random.between(1.2, 2);
    return display;
}

Surroundings drawSurroundings(Random& random) {
    static constexpr const char* kPlaces[] = {"LEFT BREAST 2:00", "RIGHT BREAST 10:00 RAD",
                                              "LT UOQ 5 CM FN", "RT LIQ", "LT 9:00 TRANS"};
    Surroundings surroundings;
    surroundings.machine_screen = random.chance(0.3);
    surroundings.depth_ruler = random.chance(0.25);
    surroundings.calipers = random.chance(0.25);
    surroundings.body_mark = random.chance(0.15);
    if (random.chance(0.3)) surroundings.annotations = {kPlaces[random.below(5)]};
    return surroundings;
}

void placeImage(Scene& scene, Random& random) {
    const cv::Size size = scene.frame_size;
    if (scene.surroundings.machine_screen) {
        scene.image_area_in_frame = {size.width / 7, size.height / 12, size.width * 5 / 7,
                                     size.height * 5 / 6};
    }
    const cv::Rect area = imageArea(scene);
    const double spacing = random.between(30, 46) / area.height;
    scene.spacing_mm = {spacing, spacing};
}

/// The box around a mass whose middle is at the origin, in mm.
cv::Rect2d boxAround(Mass mass) {
    mass.centre_mm = {0, 0};
    const std::vector<cv::Point2d> contour = massContour(mass, mass.elevation_mm);
    cv::Point2d low = contour.front(), high = contour.front();
    for (const cv::Point2d& point : contour) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    return {low, high};
}

/// Moves the mass to a place in the breast where the whole of it is in view; shrinks one that is
/// too large.
void placeMass(Mass& mass, const Scene& scene, Random& random) {
    const cv::Rect area = imageArea(scene);
    const bool curved = scene.probe.kind == ProbeKind::Curved;
    const double half_width = (curved ? 0.35 : 0.5) * area.width * scene.spacing_mm.x_mm;
    const double depth = area.height * scene.spacing_mm.y_mm;
    const cv::Rect2d drawn = boxAround(mass);
    const double shrink = std::min({1.0, 0.6 * depth / drawn.height, half_width / drawn.width});
    mass.long_axis_mm *= shrink;
    mass.short_axis_mm *= shrink;
    mass.elevation_radius_mm = mass.long_axis_mm / 2;

    const cv::Rect2d box = boxAround(mass);
    const Tissue& tissue = scene.tissue;
    const double breast = tissue.skin_mm + tissue.fat_mm + tissue.gland_mm;
    const double top = tissue.skin_mm + 0.7 - box.y;
    const double bottom = std::max(top + 0.1, std::min(0.85 * depth, breast + 2) - box.br().y);
    mass.centre_mm = {random.between(1 - half_width - box.x, half_width - 1 - box.br().x),
                      random.between(top, bottom)};
}

/// A view at right angles to the first cuts the same mass along another direction: of another size,
/// and unless it is round, of another ratio of its axes.
void turnView(Mass& mass, Random& random) {
    const double size = random.between(0.88, 1.1), ratio = random.between(0.92, 1.08);
    mass.long_axis_mm *= size;
    mass.short_axis_mm *= size * (mass.shape == Shape::Round ? 1 : ratio);
    mass.seed = random.bits();
}

bool apart(const Mass& a, const Mass& b) {
    return cv::norm(a.centre_mm - b.centre_mm) > 0.65 * (a.long_axis_mm + b.long_axis_mm);
}

std::string drawBirads(Random& random, const std::string& label) {
    if (label == "normal") return "1";
    if (label == "benign") return random.chance(0.55) ? "2" : "3";
    return random.chance(0.5) ? "4" : "5";
}

}  // namespace

DrawnCase drawCase(std::uint64_t seed, int patient, int view, const SceneChoices& choices) {
    Random of_patient(childSeed(childSeed(seed, 100), patient));
    Random of_view(childSeed(childSeed(seed, 200 + view), patient));
    DrawnCase drawn;
    Scene& scene = drawn.scene;
    scene.seed = of_view.bits();
    scene.frame_size = choices.frame_size;
    scene.tissue = drawTissue(of_patient);
    scene.probe = drawProbe(of_patient);
    scene.display = drawDisplay(of_patient);
    if (choices.surroundings) scene.surroundings = drawSurroundings(of_view);
    scene.contact_loss = of_view.chance(0.15) ? of_view.between(0.3, 1) : 0;
    placeImage(scene, of_view);

    const bool normal = of_patient.chance(choices.normal_part);
    const bool malignant = of_patient.chance(kMalignantPart);
    drawn.label = normal ? "normal" : malignant ? "malignant" : "benign";
    drawn.birads = drawBirads(of_patient, drawn.label);
    const int count = normal ? 0 : of_patient.chance(0.08) ? 2 : 1;
    for (int i = 0; i < count; ++i) {
        Mass mass = malignant ? drawMalignantMass(of_patient) : drawBenignMass(of_patient);
        mass.seed = of_patient.bits();
        if (view > 0) turnView(mass, of_view);
        placeMass(mass, scene, of_view);
        if (i == 0 || apart(scene.masses.front(), mass)) scene.masses.push_back(mass);
    }
    return drawn;
}

}  // namespace sonomask::phantom
