#include "sample_cases.h"

#include <opencv2/imgcodecs.hpp>

namespace sonomask::evaluation {
namespace {

const cv::Rect kMass(10, 12, 10, 10);

cv::Mat maskOf(const cv::Rect& mass) {
    cv::Mat mask = cv::Mat::zeros(40, 40, CV_8UC1);
    mask(mass).setTo(255);
    return mask;
}

}  // namespace

SampleCases::SampleCases()
    : rows_("dataset,case_id,image,mask,split,label,patient,device,pixel_spacing_mm\n") {
    add("val,benign,p1,Scanner A,0.5", "alpha,exact", kMass);
    add("val,malignant,p2,Scanner B,0.5", "alpha,shifted", kMass);
    add("val,malignant,,,", "beta,missed", kMass);
    add("val,normal,,,", "beta,clean", {});
    add("val,normal,,,", "beta,mistaken", {});
    test::writeText(table(), rows_);
}

void SampleCases::add(const std::string& row, const std::string& id, const cv::Rect& mass) {
    const std::string name = id.substr(id.find(',') + 1);
    const cv::Mat mask = maskOf(mass);
    cv::imwrite((folder_ / (name + ".png")).string(), mask / 2 + 60);
    cv::imwrite((folder_ / (name + "-mask.png")).string(), mask);
    rows_ += id + "," + name + ".png," + name + "-mask.png," + row + "\n";
}

cv::Mat SampleCases::predict(const Frame& frame) {
    const std::string name = frame.origin.file.stem().string();
    if (name == "exact") return maskOf(kMass);
    if (name == "shifted") return maskOf(kMass + cv::Point(5, 0));
    if (name == "mistaken") return maskOf({3, 3, 4, 5});
    return maskOf({});
}

}  // namespace sonomask::evaluation
