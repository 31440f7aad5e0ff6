// Any bytes as the findings of a part and as the journal of a batch, which programs read again to
// merge and to resume. The parts stand between zero bytes. Findings or an error of ours.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "scratch_folder.h"
#include "workflow/batch_journal.h"
#include "workflow/merge.h"

namespace {

using namespace sonomask;

void merge(const fuzz::ScratchFolder& folder) {
    try {
        (void)workflow::mergeFindings({folder.path()}, folder.path() / "merged.json");
    } catch (const ReadError&) {
        // The answer for parts that are damaged or do not fit.
    }
}

void resume(const fuzz::ScratchFolder& folder) {
    workflow::BatchJournal journal(folder.path(), true);
    (void)journal.find("a.png");
    journal.finish({{"format", 1}}, {"a.png", "b.png"});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const fuzz::ScratchFolder folder;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        std::filesystem::remove(entry.path());
    const auto parts = fuzz::partsOf({bytes, count});
    for (std::size_t i = 0; i < parts.size() && i < 3; ++i)
        folder.write("findings-" + std::to_string(i + 1) + "-of-n.json", parts[i]);
    merge(folder);
    folder.write(".sonomask-journal.jsonl", parts.back());
    folder.write("findings.json", parts.front());
    resume(folder);
    return 0;
}
