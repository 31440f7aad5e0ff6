#include "phantom/tables.h"

#include <sstream>

#include "phantom/terms.h"

namespace sonomask::phantom {
namespace {

constexpr const char* kNotApplicable = "not applicable";

std::string massTerms(const Scene& scene) {
    std::ostringstream line;
    if (scene.masses.empty()) {
        for (int i = 0; i < 6; ++i) line << kNotApplicable << ',';
        return line.str();
    }
    const Mass& mass = scene.masses.front();
    line << shapeTerm(mass.shape) << ',' << marginTerm(mass.margin) << ',' << echoTerm(mass.echo)
         << ',' << posteriorTerm(mass.posterior) << ',' << (mass.halo ? "yes" : "no") << ','
         << (mass.calcifications > 0 ? "in a mass" : "no") << ',';
    return line.str();
}

}  // namespace

std::string caseTableHeader() {
    return "dataset,case_id,image,mask,split,label,patient,device,birads,pixel_spacing_mm,shape,"
           "margin,echogenicity,posterior_features,halo,calcifications,skin_thickening,"
           "tissue_composition,pixel_spacing_y_mm\n";
}

std::string caseTableLine(const CaseRow& row, const DrawnCase& drawn) {
    constexpr double kThickSkinMm = 2.5;
    const Scene& scene = drawn.scene;
    std::ostringstream line;
    line << "phantom," << row.case_id << ',' << row.image << ',' << row.mask << ',' << row.split
         << ',' << drawn.label << ',' << row.patient << ",Sonomask phantom," << drawn.birads << ','
         << scene.spacing_mm.x_mm << ',' << massTerms(scene)
         << (scene.tissue.skin_mm > kThickSkinMm ? "yes" : "no") << ','
         << compositionTerm(scene.tissue) << ',' << scene.spacing_mm.y_mm << '\n';
    return line.str();
}

std::string massTableHeader() {
    return "file,frame,mass,area_mm2,perimeter_mm,long_axis_mm,short_axis_mm,angle_deg,width_mm,"
           "height_mm,shape,orientation,margin,echogenicity,posterior_features\n";
}

std::string massTableLines(const std::string& file, int frame, const Scene& scene,
                           const RenderedFrame& rendered) {
    std::ostringstream lines;
    for (const RenderedMass& shown : rendered.masses) {
        const Mass& mass = scene.masses[shown.index_in_scene];
        const MassGeometry& truth = shown.geometry;
        lines << file << ',' << frame << ',' << shown.index_in_scene + 1 << ',' << truth.area_mm2
              << ',' << truth.perimeter_mm << ',' << truth.long_axis_mm << ','
              << truth.short_axis_mm << ',' << truth.angle_deg << ',' << truth.width_mm << ','
              << truth.height_mm << ',' << shapeTerm(mass.shape) << ','
              << (truth.parallel() ? "parallel" : "not parallel") << ',' << marginTerm(mass.margin)
              << ',' << echoTerm(mass.echo) << ',' << posteriorTerm(mass.posterior) << '\n';
    }
    return lines.str();
}

}  // namespace sonomask::phantom
