#pragma once

#include <vector>

#include "descriptors/features.h"
#include "descriptors/margin.h"
#include "descriptors/patch.h"

namespace sonomask::descriptors {

/// How the grey levels change across the outline, measured on normals to it.
Features marginFeatures(const Patch& patch, const std::vector<MarginEdge>& edges);

/// The grey levels inside against the tissue beside the mass at the same depth, and how uneven they
/// are.
Features echoFeatures(const Patch& patch);

/// How uneven the mass is after the gain along depth has been taken away.
Features unevennessFeatures(const Patch& patch);

/// The tissue behind the mass against the tissue beside it at the same depth.
Features posteriorFeatures(const Patch& patch);

/// A bright rim just outside the outline.
Features rimFeatures(const Patch& patch);

/// Bright specks inside the mass.
Features speckFeatures(const Patch& patch);

}  // namespace sonomask::descriptors
