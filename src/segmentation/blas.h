#pragma once

#include <string>

namespace sonomask::segmentation {

/// The file of the linear-algebra library in use when it is the slow reference BLAS, else empty.
std::string referenceBlasInUse();

}  // namespace sonomask::segmentation
