// Draws the picture of docs/preprocessing.md: what each step does to a simulated frame.
// Usage: draw_preprocessing_steps docs/images/preprocessing.jpg

#include <iostream>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "phantom/render.h"
#include "preprocess/chain.h"
#include "preprocess/preprocess.h"
#include "preprocess/ultrasound_region.h"

namespace {

using namespace sonomask;

constexpr int kPanel = 340;
constexpr int kCaption = 26;

Frame machineScreen() {
    phantom::Scene scene;
    scene.frame_size = {800, 600};
    scene.image_area_in_frame = {170, 60, 540, 480};
    phantom::Mass mass;
    mass.centre_mm = {-2, 14};
    mass.shape = phantom::Shape::Irregular;
    mass.posterior = phantom::PosteriorFeatures::Shadowing;
    scene.masses = {mass};
    scene.surroundings.machine_screen = true;
    scene.surroundings.depth_ruler = true;
    Frame frame = phantom::render(scene).frame;
    frame.calibration.regions.clear();  // so that the region has to be found in the picture
    return frame;
}

cv::Mat panel(const cv::Mat& picture, const std::string& caption) {
    cv::Mat eight_bits = picture;
    if (picture.depth() == CV_32F) picture.convertTo(eight_bits, CV_8U, 255);
    if (eight_bits.channels() == 1) cv::cvtColor(eight_bits, eight_bits, cv::COLOR_GRAY2BGR);
    const double scale = double(kPanel) / std::max(eight_bits.cols, eight_bits.rows);
    cv::resize(eight_bits, eight_bits, {}, scale, scale, cv::INTER_AREA);
    cv::Mat result(kPanel + kCaption, kPanel, CV_8UC3, cv::Scalar::all(255));
    eight_bits.copyTo(result(cv::Rect({0, (kPanel - eight_bits.rows) / 2}, eight_bits.size())));
    cv::putText(result, caption, {4, kPanel + 18}, cv::FONT_HERSHEY_SIMPLEX, 0.45,
                cv::Scalar::all(0), 1, cv::LINE_AA);
    return result;
}

cv::Mat drawSteps() {
    const Frame frame = machineScreen();
    preprocess::Settings settings;
    const cv::Rect region = preprocess::ultrasoundRegion(frame);
    cv::Mat found;
    cv::cvtColor(greyOf(frame), found, cv::COLOR_GRAY2BGR);
    cv::rectangle(found, region, cv::Scalar(0, 159, 230), 3);
    const preprocess::CropTransform transform(region, frame.pixels.size(), settings.size);
    const cv::Mat crop = transform.toCrop(greyOf(frame));
    const cv::Mat smooth = preprocess::denoiseGaussian(crop, settings.gaussian_sigma);
    const cv::Mat equal =
        preprocess::equalise(crop, settings.clahe_clip_limit, settings.clahe_tiles);
    const cv::Mat nearest =
        preprocess::denoiseKNearest(crop, settings.k_nearest_radius, settings.k_nearest_count);
    cv::Mat chain;
    cv::hconcat(std::vector{panel(found, "1 frame and the region found"),
                            panel(crop, "2 crop, 512 x 512, padded"),
                            panel(smooth, "3 Gaussian denoising")},
                chain);
    cv::Mat rest;
    cv::hconcat(
        std::vector{panel(preprocess::preprocess(frame, settings).pixels,
                          "4 normalised: what the network sees"),
                    panel(equal, "option: CLAHE"), panel(nearest, "option: K-nearest neighbours")},
        rest);
    cv::Mat all;
    cv::vconcat(chain, rest, all);
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: draw_preprocessing_steps FILE.jpg\n";
        return 2;
    }
    return cv::imwrite(argv[1], drawSteps(), {cv::IMWRITE_JPEG_QUALITY, 85}) ? 0 : 1;
}
