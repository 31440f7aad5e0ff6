#include "workflow/batch_file.h"

#include <utility>

#include "export/pictures.h"

namespace sonomask::workflow {

MaskFiles::~MaskFiles() {
    std::error_code ignored;
    if (!keep_)
        for (const std::string& name : names_) std::filesystem::remove(folder_ / name, ignored);
}

void MaskFiles::write(const std::string& name, const cv::Mat& mask) {
    report::writePng(folder_ / name, mask);
    const std::lock_guard lock(mutex_);
    names_.push_back(name);
}

BatchFile::BatchFile(std::size_t place, nlohmann::json source, Clip clip,
                     const std::filesystem::path& mask_folder)
    : place(place),
      source(std::move(source)),
      clip(std::move(clip)),
      masks(mask_folder),
      wanted_(this->clip.frameCount()) {}

void BatchFile::addFindings(int index, nlohmann::json findings) {
    ++ended_;
    frames_[static_cast<std::size_t>(index)] = std::move(findings);
}

void BatchFile::addFailure(int index, const std::string& reason) {
    ++ended_;
    failures_.emplace(index, reason);
    wanted_ = handed_out_;
}

Frame BatchFile::decode(int index) {
    const std::lock_guard lock(decoding_);
    return clip.frame(index);
}

}  // namespace sonomask::workflow
