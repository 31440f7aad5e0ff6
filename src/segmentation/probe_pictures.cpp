#include "segmentation/probe_pictures.h"

#include "phantom/random_scene.h"
#include "phantom/render.h"
#include "preprocess/preprocess.h"

namespace sonomask::segmentation {

std::vector<cv::Mat> probePictures(const preprocess::Settings& settings, int patients) {
    std::vector<cv::Mat> pictures;
    const phantom::SceneChoices choices{
        .frame_size = {320, 240}, .surroundings = false, .normal_part = 0};
    for (int patient = 0; patient < patients; ++patient) {
        const auto rendered = phantom::render(phantom::drawCase(1, patient, 0, choices).scene);
        pictures.push_back(preprocess::preprocess(rendered.frame, settings).pixels);
    }
    return pictures;
}

}  // namespace sonomask::segmentation
