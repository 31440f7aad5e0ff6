// Any bytes as a session's folder: session.json, a zero byte, its journal. A session or an error of
// ours, nothing else.
#include "base/error.h"
#include "scratch_folder.h"
#include "workflow/session_folder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    using namespace sonomask;
    static const fuzz::ScratchFolder folder;
    const auto parts = fuzz::partsOf({bytes, count});
    std::filesystem::remove(folder.path() / "session.json");
    if (!parts[0].empty()) folder.write("session.json", parts[0]);
    folder.write("journal.jsonl", parts.size() > 1 ? parts[1] : parts[0]);
    try {
        workflow::SessionFolder session(folder.path());
        const auto content = session.load();
        for (const auto& [index, frame] : content.state.frames)
            for (const auto& lesion : frame->lesions) (void)lesion.mask.inFrame();
        if (content.source) (void)workflow::keptStage(*content.source, folder.path());
    } catch (const ReadError&) {
        // The answer for a damaged session.
    }
    return 0;
}
