#include <string>

#include "base/error.h"
#include "base/plain_path.h"
#include "imaging/mask.h"
#include "imaging/parts.h"
#include "workflow/agreement.h"
#include "workflow/mask_edit.h"
#include "workflow/open.h"
#include "workflow/output_names.h"
#include "workflow/session.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

/// More masses than any frame has; a noisy picture falls into far more parts.
constexpr std::size_t kMostMasses = 100;

/// The file of a frame's mask, empty where there is none.
fs::path maskFile(const fs::path& folder, const ClipInfo& clip, const std::string& name,
                  int index) {
    const std::string file = maskFileName(name, clip.frame_count, index);
    std::string plain = file;
    plain.erase(plain.rfind("_mask"), 5);
    if (fs::exists(folder / file)) return folder / file;
    // A folder of masks may hold the pictures too: the file itself is not its mask.
    const fs::path other = folder / plain;
    std::error_code ignored;
    return fs::exists(other) && !fs::equivalent(other, clip.file, ignored) ? other : fs::path();
}

cv::Mat readMask(const fs::path& file, const ClipInfo& clip) {
    cv::Mat checked = maskFrom(openClip(file).frame(0).pixels, {clip.width, clip.height}, file);
    const std::size_t parts = sonomask::partsOf(checked).size();
    if (parts > kMostMasses)
        throw ReadError("falls into " + std::to_string(parts) + " parts, too many to be masses",
                        file, "Check that it is a mask.");
    return checked;
}

bool isSession(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "session.json", ignored) ||
           fs::exists(folder / "journal.jsonl", ignored);
}

/// The session of another copy of this picture: pictures without a UID are kept under their path,
/// which differs from one computer to the next. Empty where there is none, or more than one.
fs::path sessionOfCopy(const fs::path& sessions, const SessionSource& source) {
    fs::path found;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(sessions, ignored)) {
        if (!isSession(entry.path())) continue;
        const auto kept = keptSource(entry.path());
        if (!kept || kept->file.filename() != source.file.filename() ||
            kept->frame_size != source.frame_size || kept->frame_count != source.frame_count)
            continue;
        if (!found.empty()) return {};
        found = entry.path();
    }
    return found;
}

fs::path sessionFor(const fs::path& folder, const SessionSource& source) {
    if (isSession(folder)) return folder;
    const fs::path own = folder / placedIn(folder, source).key;
    if (isSession(own)) return own;
    return sessionOfCopy(folder, source);
}

}  // namespace

ReaderMasses massesOfReader(const fs::path& folder, const ClipInfo& clip, const std::string& name) {
    SessionSource source = sessionSourceOf(clip);
    const fs::path session = sessionFor(plainPath(folder), source);
    if (session.empty()) return massesFromFolder(folder, clip, name);
    source.key = session.filename().string();
    ReaderMasses result = massesOf(Session::open(source, session.parent_path()).state());
    if (result.frames.empty())
        throw ReadError("holds no work on " + clip.file.filename().string(), session);
    if (result.reader.empty()) result.reader = folder.filename().string();
    return result;
}

ReaderMasses massesFromFolder(const fs::path& folder, const ClipInfo& clip,
                              const std::string& given_name) {
    const std::string name = given_name.empty() ? outputStem(clip.file) : given_name;
    ReaderMasses result{folder.filename().string(), {}};
    for (int index = 0; index < clip.frame_count; ++index) {
        const fs::path file = maskFile(folder, clip, name, index);
        if (file.empty()) continue;
        std::vector<ReaderMass>& masses = result.frames[index];
        for (const cv::Mat& part : partsOf(readMask(file, clip))) masses.push_back({part, {}});
    }
    if (result.frames.empty())
        throw ReadError("holds no mask for " + clip.file.filename().string(), folder,
                        "Its name would be " + maskFileName(name, clip.frame_count, 0) + ".");
    return result;
}

}  // namespace sonomask::workflow
