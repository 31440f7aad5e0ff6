#include "sample_study.h"

#include "dicom/write.h"
#include "export/pictures.h"
#include "phantom/render.h"
#include "phantom/sweep.h"

namespace sonomask::test {

phantom::Scene sampleScene(const cv::Size& size, std::uint64_t seed) {
    phantom::Scene scene;
    scene.frame_size = size;
    scene.spacing_mm = {38.0 / size.height, 38.0 / size.height};
    scene.seed = seed;
    phantom::Mass mass;
    mass.centre_mm = {seed % 2 ? 3.0 : -5.0, 15.0 + static_cast<double>(seed % 3)};
    mass.long_axis_mm = 13 + static_cast<double>(seed % 4);
    mass.angle_deg = static_cast<double>(seed % 5) * 6;
    mass.posterior = phantom::PosteriorFeatures::Enhancement;
    mass.seed = seed;
    scene.masses = {mass};
    return scene;
}

void writeStill(const std::filesystem::path& file, const phantom::Scene& scene) {
    report::writePng(file, phantom::render(scene).frame.pixels);
}

void writeSweep(const std::filesystem::path& file, const phantom::Scene& scene, int frames) {
    phantom::Sweep sweep;
    sweep.frames = frames;
    dicom::WriteRequest request;
    for (const auto& rendered : phantom::renderSweep(scene, sweep))
        request.frames.push_back(rendered.frame.pixels);
    request.regions = {phantom::ultrasoundRegion(scene)};
    request.encoding = dicom::Encoding::JpegBaseline;
    request.info.patient_name = "Phantom^Anna";
    request.info.patient_id = "PH-0001";
    request.info.study_date = "20260302";
    request.info.study_description = "Breast, left";
    request.info.frame_time_ms = sweep.frame_time_ms;
    dicom::writeUltrasound(request, file);
}

}  // namespace sonomask::test
