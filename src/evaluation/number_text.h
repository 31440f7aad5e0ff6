#pragma once

#include <string>

namespace sonomask::evaluation {

/// The number with so many decimals; "–" where it is not defined.
std::string fixedText(double value, int decimals);

}  // namespace sonomask::evaluation
