#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>
#include <opencv2/core.hpp>

#include "descriptors/features.h"
#include "descriptors/softmax.h"
#include "imaging/frame.h"

namespace sonomask::descriptors {

/// A BI-RADS word (ACR, 5th edition) with what stands behind it.
struct Term {
    std::string value;      ///< "oval", "not parallel", ...; empty where it cannot be said
    double confidence = 0;  ///< probability of `value`, 0..1
    std::vector<ClassProbability> alternatives;  ///< every word with its probability
    std::vector<Contribution> evidence;          ///< what decided, strongest first
};

/// The description of one mass. A second opinion for a reader, not a diagnosis.
struct Description {
    Term shape;         ///< oval, round, irregular
    Term orientation;   ///< parallel, not parallel; by rule, from tilt and height-to-width ratio
    Term margin;        ///< circumscribed, not circumscribed
    Term echo_pattern;  ///< anechoic, hypoechoic, isoechoic, hyperechoic, complex cystic/solid, ...
    Term posterior;     ///< no, enhancement, shadowing, combined
    Term rim;           ///< echogenic rim (halo): yes, no
    /// Of a margin that is not circumscribed: indistinct, angular, microlobulated, spiculated.
    std::map<std::string, Term> margin_kinds;
    Term malignancy;  ///< benign, malignant
    /// Bright specks inside the mass that may be calcifications.
    std::vector<cv::Rect> calcification_candidates_in_frame;
};

/// Everything that is measured on a mass for its terms, with names; documented in
/// docs/descriptors.md. `spacing` only says how wide a pixel is against its height. Throws
/// `ConfigError` for an outline of fewer than three points or without area.
Features measureFeatures(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                         const PixelSpacing& spacing);

/// The classifiers of all terms that are learnt.
class TermModels {
  public:
    /// One learnt term: which features it sees, and how it is trained.
    struct Recipe {
        std::string term;
        std::vector<std::string> prefixes;  ///< of the features it sees; empty = all
        SoftmaxClassifier::Training training;
    };
    /// The recipes of the terms "shape", "margin", "echo_pattern", "posterior", "rim",
    /// "margin indistinct" and so on, and "malignancy".
    static const std::vector<Recipe>& recipes();
    /// The features that a recipe sees.
    static Features seenBy(const Recipe& recipe, const Features& all);

    /// Those that ship with the program.
    static const TermModels& shipped();

    void set(const std::string& term, SoftmaxClassifier classifier);
    /// The word for a term. Nothing said where there is no classifier for it.
    Term decide(const std::string& term, const Features& all) const;

    nlohmann::json toJson() const;
    /// Throws `ModelError`.
    static TermModels fromJson(const nlohmann::json& json);

  private:
    std::map<std::string, SoftmaxClassifier> classifiers_;
};

/// Describes one mass in its frame. Without a scale pixels are taken as square. Throws as
/// `measureFeatures`.
Description describe(const Frame& frame, const std::vector<cv::Point2f>& contour_in_frame,
                     const TermModels& models = TermModels::shipped());

}  // namespace sonomask::descriptors
