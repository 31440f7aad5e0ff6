#pragma once

#include <string>

#include <gtest/gtest.h>

#include "descriptors/features.h"

namespace sonomask::descriptors {

/// A feature by its name; the test fails where there is none.
inline double valueOf(const Features& features, const std::string& name) {
    for (const Feature& feature : features)
        if (feature.name == name) return feature.value;
    ADD_FAILURE() << "no feature " << name;
    return 0;
}

}  // namespace sonomask::descriptors
