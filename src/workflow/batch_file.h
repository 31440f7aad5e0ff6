#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "imaging/clip.h"

namespace sonomask::workflow {

/// The masks written for one file; removes them at its end unless everything went well. `write` is
/// safe to call from several threads.
class MaskFiles {
  public:
    explicit MaskFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    ~MaskFiles();
    MaskFiles(const MaskFiles&) = delete;
    MaskFiles& operator=(const MaskFiles&) = delete;

    /// Throws `WriteError`, also where a file that no batch made has the name.
    void write(const std::string& name, const cv::Mat& mask);
    void keep() { keep_ = true; }

  private:
    std::filesystem::path folder_;
    std::mutex mutex_;
    std::vector<std::string> names_;
    bool keep_ = false;
};

/// An opened file of a batch, whose frames several workers segment at the same time. Frames are
/// handed out in their order; which have ended, and how, is known here. Not safe by itself: the
/// batch guards it, `decode` and `masks` excepted.
class BatchFile {
  public:
    BatchFile(std::size_t place, nlohmann::json source, Clip clip,
              const std::filesystem::path& mask_folder);

    bool hasFramesLeft() const { return handed_out_ < wanted_; }
    int handOut() { return handed_out_++; }
    void addFindings(int index, nlohmann::json findings);
    /// A frame that cannot be read. After some of them no more frames are handed out.
    void addFailure(int index, const std::string& reason);
    /// What goes wrong beyond the frame ends the file: nothing of it is to be kept.
    void abandon(int index, const std::string& reason);
    /// All frames that were handed out have ended, and no more are to come.
    bool isComplete() const { return ended_ == wanted_; }
    bool hasFailed() const { return !failures_.empty(); }
    bool isAbandoned() const { return abandoned_; }
    /// Why the earliest frame that failed did, and how many did not.
    std::string reason() const;
    /// Of the frames that did not fail, in their order.
    nlohmann::json takeFindings();

    /// One frame at a time, so that a decoder that goes forwards need not turn back.
    Frame decode(int index);

    const std::size_t place;  ///< in the batch's list
    const nlohmann::json source;
    const Clip clip;
    MaskFiles masks;

  private:
    std::mutex decoding_;
    int wanted_;
    int handed_out_ = 0;
    int ended_ = 0;
    nlohmann::json frames_ = nlohmann::json::array();
    std::map<int, std::string> failures_;
    bool abandoned_ = false;
};

}  // namespace sonomask::workflow
