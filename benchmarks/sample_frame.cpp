#include "sample_frame.h"

#include <unistd.h>

#include <opencv2/imgproc.hpp>

#include "export/pictures.h"
#include "phantom/random_scene.h"
#include "phantom/render.h"
#include "preprocess/ultrasound_region.h"
#include "workflow/open.h"

namespace sonomask::benchmarks {
namespace {

namespace fs = std::filesystem;

/// A patient of the simulator whose picture shows a mass.
constexpr int kPatient = 1;

const phantom::RenderedFrame& sample() {
    static const phantom::RenderedFrame rendered =
        phantom::render(phantom::drawCase(1, kPatient, 0, {.frame_size = {800, 600}}).scene);
    return rendered;
}

struct SampleFile {
    SampleFile()
        : path(fs::temp_directory_path() /
               ("sonomask-benchmarks-" + std::to_string(::getpid()) + ".png")) {
        report::writePng(path, sample().frame.pixels);
    }
    ~SampleFile() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
    SampleFile(const SampleFile&) = delete;
    SampleFile& operator=(const SampleFile&) = delete;

    fs::path path;
};

}  // namespace

const fs::path& sampleFile() {
    static const SampleFile file;
    return file.path;
}

const Frame& sampleFrame() {
    static const Frame frame = workflow::openClip(sampleFile()).frame(0);
    return frame;
}

segmentation::ProbabilityMap sampleProbability(int size) {
    const Frame& frame = sampleFrame();
    const cv::Rect region = preprocess::ultrasoundRegion(frame);
    const preprocess::CropTransform transform(region, frame.pixels.size(), size);
    cv::Mat soft;
    transform.maskToCrop(sample().mask_in_frame).convertTo(soft, CV_32F, 1.0 / 255);
    cv::GaussianBlur(soft, soft, {0, 0}, size / 128.0);
    return {soft, transform, region};
}

}  // namespace sonomask::benchmarks
