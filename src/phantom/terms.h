#pragma once

#include <string>

#include "phantom/scene.h"

/// BI-RADS terms in the words of the `cases.csv` tables.
namespace sonomask::phantom {

std::string shapeTerm(Shape shape);
/// "circumscribed", or "not circumscribed - " and what applies, joined by "&".
std::string marginTerm(const Margin& margin);
std::string echoTerm(EchoPattern echo);
std::string posteriorTerm(PosteriorFeatures posterior);
/// "homogeneous: fat", "heterogeneous: predominantly fibroglandular", ...
std::string compositionTerm(const Tissue& tissue);

}  // namespace sonomask::phantom
