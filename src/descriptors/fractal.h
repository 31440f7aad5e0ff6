#pragma once

#include "descriptors/chords.h"

namespace sonomask::descriptors {

/// Box-counting dimension of an outline over boxes from 1/64 to 1/8 of its larger extent: 1 for a
/// smooth line, more for a ragged one.
double fractalDimension(const Points& outline);

}  // namespace sonomask::descriptors
