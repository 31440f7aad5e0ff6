#include "network/checkpoint.h"

#include "base/json.h"
#include "network/checkpoint_metadata.h"

namespace sonomask::network {
namespace {

namespace fs = std::filesystem;

constexpr auto kFormat = "sonomask-checkpoint";
constexpr auto kRemedy = "Choose a Sonomask checkpoint.";

const std::string& textOf(const Metadata& metadata, const char* key, const fs::path& file) {
    const auto found = metadata.find(key);
    if (found == metadata.end())
        throw ModelError(std::string("the checkpoint lacks \"") + key + "\"", file, kRemedy);
    return found->second;
}

nlohmann::json jsonOf(const Metadata& metadata, const char* key, const fs::path& file) {
    auto json = parseJson(textOf(metadata, key, file));
    if (json.is_discarded())
        throw ModelError(std::string("the checkpoint's \"") + key + "\" is damaged", file, kRemedy);
    return json;
}

void requireVersion(const Metadata& metadata, const fs::path& file) {
    const auto format = metadata.find("format");
    if (format == metadata.end() || format->second != kFormat)
        throw ModelError("is not a Sonomask checkpoint", file, kRemedy);
    const auto& version = textOf(metadata, "version", file);
    if (version != std::to_string(kCheckpointVersion)) {
        throw ModelError("the checkpoint is of version " + version +
                             "; this program reads version " + std::to_string(kCheckpointVersion),
                         file, "Use the checkpoint that came with this program.");
    }
}

}  // namespace

Metadata metadataFrom(const CheckpointHeader& header) {
    return {{"format", kFormat},
            {"version", std::to_string(kCheckpointVersion)},
            {"architecture", nlohmann::json(header.architecture).dump()},
            {"preprocessing", header.preprocessing.dump()},
            {"provenance", header.provenance.dump()},
            {"threshold", nlohmann::json(header.threshold).dump()},
            {"minimal_score", nlohmann::json(header.minimal_score).dump()}};
}

CheckpointHeader headerFrom(const Metadata& metadata, const fs::path& file) {
    requireVersion(metadata, file);
    CheckpointHeader header;
    try {
        jsonOf(metadata, "architecture", file).get_to(header.architecture);
        jsonOf(metadata, "threshold", file).get_to(header.threshold);
        // Checkpoints of Sonomask before 0.3 have none.
        if (metadata.contains("minimal_score"))
            jsonOf(metadata, "minimal_score", file).get_to(header.minimal_score);
    } catch (const ConfigError& error) {
        throw ModelError(error.reason(), file, kRemedy);
    } catch (const nlohmann::json::exception&) {
        throw ModelError("the checkpoint's threshold or minimal score is not a number", file,
                         kRemedy);
    }
    header.preprocessing = jsonOf(metadata, "preprocessing", file);
    header.provenance = jsonOf(metadata, "provenance", file);
    if (!(header.threshold > 0 && header.threshold < 1))
        throw ModelError("the checkpoint's threshold is not within 0..1", file, kRemedy);
    if (!(header.minimal_score >= 0 && header.minimal_score <= 1))
        throw ModelError("the checkpoint's minimal score is not within 0..1", file, kRemedy);
    return header;
}

CheckpointHeader readCheckpointHeader(const fs::path& file) {
    try {
        return headerFrom(readSafetensorsMetadata(file), file);
    } catch (const ReadError& error) {
        throw asModelError(error, file);
    }
}

ModelError asModelError(const ReadError& error, const fs::path& file) {
    return ModelError(error.reason(), file, error.remedy().empty() ? kRemedy : error.remedy());
}

}  // namespace sonomask::network
