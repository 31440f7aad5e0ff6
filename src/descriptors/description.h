#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "descriptors/evidence.h"
#include "descriptors/features.h"
#include "descriptors/softmax.h"

namespace sonomask::descriptors {

/// A BI-RADS word (ACR, 5th edition) with what stands behind it.
struct Term {
    std::string category;   ///< "shape", "margin", ... (`vocabulary`)
    std::string value;      ///< "oval", "not parallel", ...; empty where it cannot be said
    double confidence = 0;  ///< probability of `value`, 0..1
    std::vector<ClassProbability> alternatives;  ///< every word with its probability
    Features figures;                            ///< the numbers that a person would look at
    std::vector<Contribution> evidence;          ///< what decided, strongest first
};

/// The words of one category, from which a reader chooses.
struct Category {
    std::string name;
    std::vector<std::string> words;
};

/// The categories in the order of a report: shape, orientation, margin, margin_kind, echo_pattern,
/// posterior, rim, calcifications.
const std::vector<Category>& vocabulary();

/// The description of one mass. A second opinion for a reader, not a diagnosis.
struct Description {
    /// In the order of `vocabulary`; `margin_kind` only where the margin is not circumscribed.
    std::vector<Term> terms;
    /// "benign" or "malignant" with its probability; nothing where it is switched off.
    std::optional<Term> second_opinion;
    Evidence evidence;
    Features features;  ///< everything that was measured (docs/descriptors.md)

    /// Null where nothing is said.
    const Term* find(std::string_view category) const;
};

}  // namespace sonomask::descriptors
