#include "workflow/batch_file.h"

#include <utility>

#include "base/error.h"
#include "export/pictures.h"
#include "workflow/segment.h"

namespace sonomask::workflow {
namespace {

/// A mask of an earlier run may be written anew, and so may what a full disk left empty; anything
/// else is the user's.
void refuseFilesOfOthers(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::symlink_status(file, error))) return;
    if (report::isMarkedPng(file) || std::filesystem::is_empty(file, error)) return;
    throw WriteError("is there already, and is no mask that a batch made", file,
                     "Choose another folder.");
}

}  // namespace

MaskFiles::~MaskFiles() {
    std::error_code ignored;
    if (!keep_)
        for (const std::string& name : names_) std::filesystem::remove(folder_ / name, ignored);
}

void MaskFiles::write(const std::string& name, const cv::Mat& mask) {
    refuseFilesOfOthers(folder_ / name);
    report::writeMarkedPng(folder_ / name, mask);
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
    if (failures_.size() >= kUnreadableFramesTried) wanted_ = handed_out_;
}

void BatchFile::abandon(int index, const std::string& reason) {
    addFailure(index, reason);
    abandoned_ = true;
    wanted_ = handed_out_;
}

std::string BatchFile::reason() const {
    const std::string& first = failures_.begin()->second;
    const auto done = static_cast<std::size_t>(ended_) - failures_.size();
    if (abandoned_ || done == 0) return first;
    return first + (first.ends_with('.') ? " " : ". ") + std::to_string(done) + " of " +
           std::to_string(clip.frameCount()) + " frames are done.";
}

nlohmann::json BatchFile::takeFindings() {
    auto found = nlohmann::json::array();
    for (nlohmann::json& frame : frames_)
        if (!frame.is_null()) found.push_back(std::move(frame));
    return found;
}

Frame BatchFile::decode(int index) {
    const std::lock_guard lock(decoding_);
    return clip.frame(index);
}

}  // namespace sonomask::workflow
