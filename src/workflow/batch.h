#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "base/progress.h"
#include "descriptors/terms.h"
#include "segmentation/engine.h"
#include "workflow/file_list.h"
#include "workflow/shard.h"

namespace sonomask::workflow {

struct BatchOptions {
    std::vector<std::filesystem::path> inputs;  ///< files, folders, DICOMDIRs
    std::filesystem::path output;               ///< folder; made when missing
    int jobs = 0;         ///< passes of the network at the same time; 0 = as many as cores
    bool resume = false;  ///< keep what an earlier run finished
    descriptors::DescribeOptions describe{};
    Shard shard{};  ///< which part of the files; the whole by default
};

struct BatchSummary {
    std::size_t files_listed = 0;  ///< that the inputs name, those of other parts included
    std::size_t files_total = 0;
    std::size_t files_done = 0;
    std::size_t files_resumed = 0;  ///< of files_done: finished by an earlier run
    std::size_t frames_done = 0;
    std::size_t lesions_found = 0;
    std::vector<SkippedFile> failed;  ///< each file that failed, and why
    bool cancelled = false;
};

/// Segments every file of a folder: writes `<name>_mask.png` for a still, `<name>_f0007_mask.png`
/// for frame 7 of a clip (0/255, at the frame's own size), and `findings.json` for all of them. A
/// failed file is recorded and never stops the batch; of a clip some of whose frames cannot be read
/// the others are kept. Names that occur twice are kept apart by their folder; an output folder
/// below an input is left out of it. A file that no batch made is never overwritten: the input
/// whose mask would take its place fails. Cancelling leaves whole files only and a findings.json of
/// what was done, from which `resume` goes on; resumed with other inputs it adds to what is there.
/// A part of the files (`shard`) writes findings-<i>-of-<n>.json instead; `mergeFindings` joins
/// them, and all parts may share one output folder. Throws `WriteError` when the output folder
/// cannot be written at all, or while another run writes to it.
BatchSummary runBatch(const segmentation::Engine& engine, const BatchOptions& options,
                      const ProgressCallback& progress = {}, const std::stop_token& stop = {});

}  // namespace sonomask::workflow
