#pragma once

#include <string>

namespace sonomask {

/// The number with so many decimals and a decimal point, whatever the locale; "–" where it is not
/// defined.
std::string fixedText(double value, int decimals);

/// The number in as few digits as tell it from its neighbours, with a decimal point.
std::string shortText(double value);

}  // namespace sonomask
