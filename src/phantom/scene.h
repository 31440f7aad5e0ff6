#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/calibration.h"

/// Descriptions of what a simulated scan shows. Positions are in millimetres in the picture's
/// plane: x from the middle of the probe to the right, z from the probe's face downwards. The third
/// axis, the elevation, is the one along which a sweep moves the picture's plane.
namespace sonomask::phantom {

// The terms of ACR BI-RADS Ultrasound, 5th edition.
enum class Shape { Oval, Round, Irregular };
enum class EchoPattern { Anechoic, Hypoechoic, Isoechoic, Hyperechoic, Complex, Heterogeneous };
enum class PosteriorFeatures { None, Enhancement, Shadowing, Combined };

/// How the mass ends. None set means circumscribed; several may be set together.
struct Margin {
    bool indistinct = false;
    bool angular = false;
    bool microlobulated = false;
    bool spiculated = false;

    bool circumscribed() const { return !(indistinct || angular || microlobulated || spiculated); }
    friend bool operator==(const Margin&, const Margin&) = default;
};

/// One mass. With `lobulation` 0, an oval or round mass with a circumscribed or indistinct margin
/// is an exact ellipse of the two axes, so that its truth is known in closed form.
struct Mass {
    cv::Point2d centre_mm{0, 15};
    double long_axis_mm = 14;   ///< full length
    double short_axis_mm = 9;   ///< full length
    double angle_deg = 0;       ///< of the long axis; positive turns its right end downwards
    Shape shape = Shape::Oval;  ///< irregular bends the ellipse; oval and round leave it
    double lobulation = 0;      ///< gentle waves of the contour, as a part of the radius (0 .. 0.1)
    Margin margin;
    EchoPattern echo = EchoPattern::Hypoechoic;
    PosteriorFeatures posterior = PosteriorFeatures::None;
    bool halo = false;               ///< echogenic rim around the mass, not part of its mask
    bool capsule = false;            ///< thin bright line where the surface faces the probe
    int calcifications = 0;          ///< bright points inside
    double elevation_mm = 0;         ///< where a sweep meets the mass's largest section
    double elevation_radius_mm = 6;  ///< half its extent along the sweep
    std::uint64_t seed = 1;          ///< details of contour and texture
};

/// What the breast is made of, from the skin to the chest wall.
struct Tissue {
    bool homogeneous = false;  ///< nothing but uniform fat-like speckle: for measurements
    double skin_mm = 1.8;
    double fat_mm = 6;  ///< subcutaneous fat, with Cooper's ligaments
    double gland_mm = 13;
    double retromammary_fat_mm = 2.5;
    double muscle_mm = 8;         ///< pectoral muscle between its two fasciae
    double gland_fat_part = 0.2;  ///< share of fat lobules within the fibroglandular tissue, 0 .. 1
    double gland_db = 6;          ///< brightness of the glandular tissue above fat
};

enum class ProbeKind { Linear, Curved };

struct Probe {
    ProbeKind kind = ProbeKind::Linear;
    double frequency_mhz = 10;
    double focus_mm = 18;
    double f_number = 2.6;
    int compound_looks = 3;         ///< envelopes averaged (spatial compounding); 1 = pure speckle
    double face_radius_mm = 60;     ///< curved only
    double field_of_view_deg = 50;  ///< curved only, whole angle
};

/// How the machine turns echoes into grey.
struct Display {
    double dynamic_range_db = 60;
    double gain_db = 0;
    double tgc_slope_db_per_cm = 0;  ///< how wrongly the depth gain is set
    double tgc_limit_db = 42;        ///< the most it can amplify: deeper tissue sinks into noise
    double noise_db = -66;           ///< electronic noise before the depth gain, fat = 0
    double gamma = 1.7;              ///< of the grey map
};

/// What the machine paints around and onto the picture.
struct Surroundings {
    bool machine_screen = false;  ///< menus, bars and text outside the image area
    bool depth_ruler = false;     ///< ticks every 5 mm at the image's right edge
    bool calipers = false;        ///< crosses at the ends of each mass's axes
    bool body_mark = false;
    std::vector<std::string> annotations;  ///< lines painted into the lower part of the picture
};

/// Everything that decides a frame: the same scene always gives the same pixels.
struct Scene {
    cv::Size frame_size{640, 480};
    cv::Rect image_area_in_frame;  ///< where the scan is shown; empty = the whole frame
    PixelSpacing spacing_mm{0.08, 0.08};
    Probe probe;
    Tissue tissue;
    std::vector<Mass> masses;
    Display display;
    Surroundings surroundings;
    double plane_mm = 0;      ///< elevation of the picture's plane
    double contact_loss = 0;  ///< 0 .. 1: dark stripes where the probe lifts from the skin
    std::uint64_t seed = 1;
};

/// The image area, with an empty one replaced by the whole frame and clipped to the frame.
cv::Rect imageArea(const Scene& scene);

}  // namespace sonomask::phantom
