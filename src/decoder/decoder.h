#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "dicom/reader.h"
#include "imaging/clip.h"

/// Reading of untrusted files in a process of its own: what a file does to the libraries that
/// decode it, it does there.
namespace sonomask::decoder {

struct Options {
    /// How long one request (opening, or decoding one frame) may take; with a second for what is
    /// around it, a file is answered within five.
    std::chrono::milliseconds time_limit{4000};
    /// Address space of the decoder process. Applies to processes started from then on.
    std::uint64_t memory_limit = std::uint64_t{3} << 30;
    /// Decodes in this very process, for debugging: without any protection.
    bool in_process = false;
    /// A request that waits for the decoder when this is asked to stop throws `Cancelled`.
    std::stop_token stop;
};

/// Options by the environment: SONOMASK_DECODER=in-process sets `in_process`.
Options defaultOptions();

/// Opens a DICOM file, still image or video, told apart by their content. Opening decodes nothing;
/// frames are decoded by `sonomask-decoder` when asked for and arrive in memory shared with it,
/// without a copy here. Both opening and `Clip::frame` throw `ReadError` for this file, naming it,
/// when it cannot be read, when it takes longer than the limit, and when the decoder dies of it
/// twice: the decoder is then replaced and other clips go on. Safe to use from several threads;
/// each of up to five decoders works on one request at a time. Throws `ReadError` too when the
/// program `sonomask-decoder` is found neither in $SONOMASK_DECODER_PATH nor beside the running
/// program.
Clip openClip(const std::filesystem::path& file, const Options& options = defaultOptions());

/// What `openClip` does in process; also what the decoder does on its side.
Clip openHere(const std::filesystem::path& file);

/// The image files that a DICOMDIR refers to, read by the decoder process; see
/// `dicom::dicomdirFiles`. Throws `ReadError`.
dicom::DicomdirFiles dicomdirFiles(const std::filesystem::path& file,
                                   const Options& options = defaultOptions());

/// What protects this computer less than it could ("system calls are not restricted: ..."); empty
/// when all protection is in place. Starts a decoder when none runs.
std::vector<std::string> missingProtection();

struct Statistics {
    std::uint64_t requests = 0;
    std::uint64_t restarts = 0;  ///< decoders replaced after a hang or a crash
};

Statistics statistics();

}  // namespace sonomask::decoder
