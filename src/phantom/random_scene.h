#pragma once

#include <cstdint>
#include <string>

#include "phantom/scene.h"

namespace sonomask::phantom {

/// What scenes may be drawn.
struct SceneChoices {
    cv::Size frame_size{640, 480};
    /// Let the machine paint menus, calipers, text and marks on some of the pictures.
    bool surroundings = true;
    double normal_part = 0.12;  ///< share of patients without a mass
};

/// A patient's scene with the diagnosis that its features were drawn for.
struct DrawnCase {
    Scene scene;
    std::string label;   ///< "benign", "malignant" or "normal"
    std::string birads;  ///< assessment category "1" .. "5"
};

/// Draws a patient and one view of the breast. The same `seed` and `patient` give the same mass in
/// every `view`, cut in another direction, in other surroundings. How often each feature occurs in
/// benign and malignant masses follows the odds in the literature (Stavros 1995; Hong 2005).
DrawnCase drawCase(std::uint64_t seed, int patient, int view, const SceneChoices& choices = {});

}  // namespace sonomask::phantom
