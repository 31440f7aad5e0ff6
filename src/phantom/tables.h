#pragma once

#include <string>

#include "phantom/random_scene.h"
#include "phantom/render.h"

/// Rows of the CSV tables that a written study carries.
namespace sonomask::phantom {

/// Where a still belongs.
struct CaseRow {
    std::string case_id;
    std::string image;  ///< path relative to the table
    std::string mask;
    std::string split;
    std::string patient;
};

std::string caseTableHeader();
/// The terms are those of the scene's first mass, "not applicable" without one.
std::string caseTableLine(const CaseRow& row, const DrawnCase& drawn);

std::string massTableHeader();
/// One line for each mass that the frame shows; `frame` counts from 1.
std::string massTableLines(const std::string& file, int frame, const Scene& scene,
                           const RenderedFrame& rendered);

}  // namespace sonomask::phantom
