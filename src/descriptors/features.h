#pragma once

#include <string>
#include <vector>

namespace sonomask::descriptors {

/// A number with its name; what a classifier is given is a list of them in a fixed order.
struct Feature {
    std::string name;
    double value = 0;
};

using Features = std::vector<Feature>;

}  // namespace sonomask::descriptors
