#pragma once

#include <string>

namespace sonomask::evaluation {

/// The number with so many decimals after a point, whatever the locale; "–" where it is not
/// defined.
std::string fixedText(double value, int decimals);

}  // namespace sonomask::evaluation
