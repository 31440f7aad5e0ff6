#include "preprocess/preprocess.h"

#include "base/error.h"
#include "preprocess/chain.h"
#include "preprocess/ultrasound_region.h"

namespace sonomask::preprocess {
namespace {

cv::Mat denoise(const cv::Mat& grey, const Settings& settings) {
    switch (settings.denoising) {
        case Denoising::None:
            return grey;
        case Denoising::Gaussian:
            return denoiseGaussian(grey, settings.gaussian_sigma);
        case Denoising::KNearest:
            return denoiseKNearest(grey, settings.k_nearest_radius, settings.k_nearest_count);
    }
    return grey;
}

}  // namespace

NetworkInput preprocess(const Frame& frame, const Settings& settings) {
    if (frame.pixels.empty()) throw ReadError("has no pixels", frame.origin.file);
    const Frame grey_frame{greyOf(frame), frame.calibration, frame.origin};
    const cv::Rect region = ultrasoundRegion(grey_frame);
    const cv::Rect whole({0, 0}, frame.pixels.size());
    const CropTransform transform(settings.crop == Crop::UltrasoundRegion ? region : whole,
                                  frame.pixels.size(), settings.size);
    cv::Mat grey = transform.toCrop(grey_frame.pixels);
    if (settings.equalisation == Equalisation::Clahe)
        grey = equalise(grey, settings.clahe_clip_limit, settings.clahe_tiles);
    return {normalise(denoise(grey, settings), transform.contentInCrop(), settings.deviations),
            transform, region};
}

}  // namespace sonomask::preprocess
