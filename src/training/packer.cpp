#include "training/packer.h"

#include <cmath>
#include <cstring>

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/fingerprint.h"
#include "preprocess/preprocess.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;
using evaluation::Case;

class Problems {
  public:
    void add(const std::string& text) {
        if (count_++ < kShown) text_ += "\n  " + text;
    }
    void throwIfAny(const fs::path& table) const {
        if (count_ == 0) return;
        std::string text = std::to_string(count_) + " images cannot be used:" + text_;
        if (count_ > kShown) text += "\n  and " + std::to_string(count_ - kShown) + " more";
        throw ReadError(text, table);
    }

  private:
    static constexpr int kShown = 20;
    int count_ = 0;
    std::string text_;
};

void append(std::vector<std::uint8_t>& pixels, const cv::Mat& picture) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    pixels.insert(pixels.end(), whole.data, whole.data + whole.total());
}

void packOne(const Case& item, const preprocess::Settings& settings, PackedSet& set) {
    const auto stamp = stampOf(item);  // of the files before they are read
    const Frame frame = evaluation::readImage(item);
    const cv::Mat mask_in_frame = evaluation::readMask(item, frame.pixels.size());
    const auto input = preprocess::preprocess(frame, settings);
    cv::Mat picture, mask;
    input.pixels.convertTo(picture, CV_8U, 255);
    cv::threshold(input.transform.maskToCrop(mask_in_frame), mask, 0, 1, cv::THRESH_BINARY);
    const bool has_mass = cv::countNonZero(mask) > 0;
    if (!has_mass && cv::countNonZero(mask_in_frame) > 0)
        throw ReadError(
            "holds a mass of which nothing is left in the network's picture: it lies "
            "outside the ultrasound region, or is smaller than a pixel there (row " +
                std::to_string(item.row) + " of " + item.table.filename().string() + ")",
            item.mask, "Check that it is the mask of this image, or remove the row.");
    append(set.pictures, picture);
    append(set.masks, mask);
    set.rows.push_back({item.dataset, item.id, item.split, item.label, has_mass, stamp});
}

}  // namespace

std::string stampOf(const Case& item) {
    Fingerprint fingerprint;
    for (const auto& file : {item.image, item.mask}) {
        std::error_code none;  // of a file that is not there; reading it says so
        const auto bytes = fs::file_size(file, none);
        const auto changed = fs::last_write_time(file, none).time_since_epoch().count();
        fingerprint.add(file.lexically_relative(item.table.parent_path()).string());
        fingerprint.add(std::to_string(bytes) + " " + std::to_string(changed));
    }
    return fingerprint.text();
}

PackedSet packCases(const std::vector<Case>& cases, const preprocess::Settings& settings,
                    const ProgressCallback& progress, std::stop_token stop) {
    PackedSet set;
    set.size = settings.size;
    set.preprocessing = settings;
    set.pictures.reserve(cases.size() * set.pixelsEach());
    set.masks.reserve(cases.size() * set.pixelsEach());
    Problems problems;
    for (const auto& item : cases) {
        throwIfStopped(stop);
        reportProgress(progress, set.rows.size(), cases.size(), "preparing images");
        try {
            packOne(item, settings, set);
        } catch (const ReadError& error) {
            problems.add(error.what());
        }
    }
    problems.throwIfAny(cases.empty() ? fs::path() : cases.front().table);
    return set;
}

}  // namespace sonomask::training
