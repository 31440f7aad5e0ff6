#include "workflow/session_folder.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <utility>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/json.h"
#include "base/version.h"
#include "export/pictures.h"
#include "workflow/json_line.h"
#include "workflow/session_json.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kSessionFile = "session.json";
constexpr const char* kJournalFile = "journal.jsonl";
constexpr const char* kFormat = "sonomask-session";
constexpr int kVersionOfFormat = 1;

std::string hashOf(std::span<const std::byte> bytes) {
    Fingerprint fingerprint;
    fingerprint.add(bytes);
    return fingerprint.digits();
}

std::string hashOf(const std::string& text) {
    return hashOf(std::as_bytes(std::span(text)));
}

/// Of blocks spread over the end of a DICOM file, at most its last half and MiB, counted from its
/// end: there lie the pixels, and a header that an anonymiser made longer or shorter does not move
/// them. Pictures differ in all their rows by speckle, so a sample tells them apart, and it takes
/// no time for a long clip.
std::string pixelFingerprint(const fs::path& file) {
    constexpr std::streamoff kBlock = 4096, kStep = 16384, kMostReach = 1 << 20;
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = in.tellg();
    if (size < 2) return {};
    // A power of two, so that some bytes of header more or less leave it as it is.
    const auto half = std::bit_floor(static_cast<std::uint64_t>(size / 2));
    const std::streamoff reach = std::min(static_cast<std::streamoff>(half), kMostReach);
    Fingerprint fingerprint;
    std::vector<char> block(kBlock);
    for (std::streamoff end = 0; end < reach; end += kStep) {
        const std::streamoff count = std::min(kBlock, reach - end);
        in.seekg(size - end - count);
        in.read(block.data(), count);
        if (!in) return {};
        fingerprint.add(std::as_bytes(std::span(block.data(), static_cast<std::size_t>(count))));
    }
    return fingerprint.digits();
}

/// Names the content, so that a mask that has not changed is not written again.
std::string maskName(const SessionLesion& lesion, int frame) {
    const auto& runs = lesion.mask.runs();
    return "f" + std::to_string(frame) + "_m" + std::to_string(lesion.id) + "_" +
           hashOf(std::as_bytes(std::span(runs))) + ".png";
}

std::string readWhole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw ReadError("the saved work cannot be read", file);
    return {std::istreambuf_iterator<char>(in), {}};
}

SessionMask readMask(const fs::path& file) {
    const std::string bytes = readWhole(file);
    const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
    const cv::Mat mask = bytes.empty() ? cv::Mat() : cv::imdecode(raw, cv::IMREAD_UNCHANGED);
    if (mask.empty() || mask.type() != CV_8UC1) throw ReadError("is not a mask", file);
    return SessionMask(mask);
}

/// 0 where there is no session file.
std::uint64_t generationOf(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return 0;
    const json document = parseJson(readWhole(file));
    const auto found = document.find("generation");
    const bool known = found != document.end() && found->is_number_unsigned();
    return known ? found->get<std::uint64_t>() : 0;
}

void requireFormat(const json& document, const fs::path& file) {
    if (document.at("format") != kFormat) throw ReadError("is not a session of Sonomask", file);
    if (document.at("version") > kVersionOfFormat)
        throw ReadError("was written by a newer version of Sonomask", file,
                        "Install that version to go on with this work.");
}

}  // namespace

SessionSource sessionSourceOf(const ClipInfo& clip) {
    SessionSource source;
    std::error_code ignored;
    source.file = fs::absolute(clip.file, ignored).lexically_normal();
    source.sop_instance_uid = clip.sop_instance_uid;
    const bool has_uid = !source.sop_instance_uid.empty();
    source.key =
        has_uid ? "uid-" + hashOf(source.sop_instance_uid) : "path-" + hashOf(source.file.string());
    if (has_uid) source.fingerprint = pixelFingerprint(source.file);
    source.frame_count = clip.frame_count;
    source.frame_size = cv::Size(clip.width, clip.height);
    source.bytes = fs::file_size(source.file, ignored);
    source.modified = fs::last_write_time(source.file, ignored).time_since_epoch().count();
    return source;
}

bool areOtherPictures(const SessionSource& a, const SessionSource& b) {
    return !a.fingerprint.empty() && !b.fingerprint.empty() && a.fingerprint != b.fingerprint;
}

SessionSource withOwnKey(SessionSource source) {
    source.key = "uid-" + hashOf(source.sop_instance_uid + "/" + source.fingerprint);
    return source;
}

SessionSource placedIn(const fs::path& sessions, SessionSource source) {
    if (source.fingerprint.empty()) return source;
    SessionSource own = withOwnKey(source);
    std::error_code ignored;
    if (fs::exists(sessions / own.key, ignored)) return own;
    const auto kept = keptSource(sessions / source.key);
    return kept && areOtherPictures(*kept, source) ? own : source;
}

fs::path userSessionsFolder() {
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data && *data) return fs::path(data) / "sonomask" / "sessions";
    const char* home = std::getenv("HOME");
    if (!home || !*home)
        throw ConfigError("there is no home folder to keep the work in", {}, "Set HOME.");
    return fs::path(home) / ".local" / "share" / "sonomask" / "sessions";
}

SessionFolder::SessionFolder(const fs::path& folder)
    : folder_(folder), journal_(folder / kJournalFile) {}

SessionFolder::Content SessionFolder::load(Masks masks) {
    Content content;
    loadSessionFile(content, masks);
    loadJournal(content);
    return content;
}

void SessionFolder::loadSessionFile(Content& content, Masks masks) {
    const fs::path file = folder_ / kSessionFile;
    std::error_code ignored;
    generation_ = 0;
    if (!fs::exists(file, ignored)) return;
    try {
        const json document = parseJson(readWhole(file));
        requireFormat(document, file);
        generation_ = document.at("generation");
        content.source = sourceFrom(document.at("source"));
        content.state = stateFrom(document.at("state"), [&](const json& name) {
            if (masks == Masks::LeftOut) return SessionMask();
            return readMask(folder_ / "masks" / fs::path(name.get<std::string>()).filename());
        });
    } catch (const ReadError&) {
        throw;
    } catch (const std::exception& error) {
        throw ReadError(std::string("the saved work is damaged: ") + error.what(), file,
                        "Move its folder away to start anew.");
    }
}

void SessionFolder::loadJournal(Content& content) {
    std::size_t whole = 0;
    try {
        for (const std::string& line : journal_.load()) {
            const json document = parseJson(line);
            if (whole == 0) {
                requireFormat(document, journal_.file());
                // The changes of another generation are in the session file already.
                if (document.at("generation") != generation_) break;
                content.source = sourceFrom(document.at("source"));
            } else {
                content.journal.push_back(editFrom(document));
            }
            ++whole;
        }
    } catch (const ReadError&) {
        throw;
    } catch (const std::exception&) {
        // What a power cut left of the last change; the ones before it count.
    }
    journal_.keepLines(whole);
}

/// Makes sure that nobody else has worked on the session since it was loaded, nor will.
void SessionFolder::lock() {
    if (journal_.isOpen()) return;
    journal_.open();
    if (generationOf(folder_ / kSessionFile) == generation_) return;
    journal_.close();
    failInUse(folder_);
}

void SessionFolder::append(const SessionSource& source, const Edit& change) {
    if (journal_.empty())
        journal_.add(asLine({{"format", kFormat},
                             {"version", kVersionOfFormat},
                             {"generation", generation_},
                             {"source", sourceJson(source)}}) +
                     "\n");
    journal_.add(asLine(editJson(change)) + "\n");
    lock();
    journal_.flush();
}

void SessionFolder::writeMasks(const SessionState& state) const {
    const fs::path masks = folder_ / "masks";
    makeFolder(masks);
    std::error_code ignored;
    for (const auto& [index, frame] : state.frames)
        for (const SessionLesion& lesion : frame->lesions) {
            const fs::path file = masks / maskName(lesion, index);
            if (!fs::exists(file, ignored)) report::writePng(file, lesion.mask.inFrame());
        }
    flushFolder(masks);
}

void SessionFolder::writeSessionFile(const SessionSource& source, const SessionState& state) const {
    const json document = {{"format", kFormat},
                           {"version", kVersionOfFormat},
                           {"generation", generation_ + 1},
                           {"written_by", std::string("Sonomask ") + kVersion},
                           {"source", sourceJson(source)},
                           {"state", stateJson(state, maskName)}};
    writeFileAtomically(folder_ / kSessionFile,
                        document.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
    flushFolder(folder_);
}

void SessionFolder::removeOldMasks(const SessionState& state) const {
    std::set<std::string> wanted;
    for (const auto& [index, frame] : state.frames)
        for (const SessionLesion& lesion : frame->lesions) wanted.insert(maskName(lesion, index));
    std::error_code ignored;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(folder_ / "masks", ignored))
        if (!wanted.contains(entry.path().filename().string())) old.push_back(entry.path());
    for (const fs::path& file : old) fs::remove(file, ignored);
}

void SessionFolder::compact(const SessionSource& source, const SessionState& state) {
    lock();
    writeMasks(state);
    writeSessionFile(source, state);
    ++generation_;
    journal_.clear();
    journal_.close();  // hundreds of studies may be open; the next change opens it again
    removeOldMasks(state);
}

std::optional<SessionSource> keptSource(const fs::path& folder) {
    std::error_code ignored;
    const fs::path session = folder / kSessionFile;
    try {
        if (fs::exists(session, ignored))
            return sourceFrom(json::parse(readWhole(session)).at("source"));
        const std::string journal = readWhole(folder / kJournalFile);
        return sourceFrom(json::parse(journal.substr(0, journal.find('\n'))).at("source"));
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<StudyReading> keptReading(const SessionSource& source, const fs::path& sessions) {
    try {
        const SessionFolder::Content content =
            SessionFolder(sessions / placedIn(sessions, source).key)
                .load(SessionFolder::Masks::LeftOut);
        if (!content.source) return std::nullopt;
        StudyReading study = content.state.study;
        for (const Edit& change : content.journal)
            if (change.study) study = *change.study;
        return study;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace sonomask::workflow
