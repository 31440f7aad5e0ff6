// Writes the seeds of each harness into a folder of its name: make_fuzz_seeds FOLDER. All are made
// by our own writers.
#include <cstdio>
#include <filesystem>
#include <string>

#include <opencv2/core.hpp>

#include "damaged_files.h"
#include "decoder/messages.h"
#include "mutations.h"
#include "network/checkpoint_metadata.h"
#include "preprocess/settings.h"
#include "support/temporary_folder.h"
#include "training/config.h"
#include "workflow/session_folder.h"

namespace {

namespace fs = std::filesystem;
using namespace sonomask;
using namespace sonomask::test;

fs::path folderOf(const fs::path& seeds, const char* harness) {
    fs::create_directories(seeds / harness);
    return seeds / harness;
}

void makeFiles(const fs::path& seeds) {
    for (const char* harness : {"dicom_file", "any_file"}) {
        const fs::path folder = folderOf(seeds, harness);
        int number = 0;
        for (const Bytes& bytes : soundFiles())
            writeBytes(folder / ("sound_" + std::to_string(number++)), bytes);
        for (const DamagedFile& file : damagedFiles()) writeBytes(folder / file.damage, file.bytes);
    }
}

void makeMessages(const fs::path& seeds) {
    Calibration calibration;
    calibration.regions.resize(2);
    calibration.declared_spacing = PixelSpacing{0.1, 0.2};
    const nlohmann::json frame{{"graphics", true}, {"calibration", decoder::toJson(calibration)}};
    const nlohmann::json message{{"info", decoder::toJson(ClipInfo())}, {"frame", frame}};
    writeText(folderOf(seeds, "decoder_messages") / "answer", message.dump());
}

void makeCheckpoint(const fs::path& seeds) {
    const std::vector<float> values(12, 0.5F);
    const network::TensorView view{
        network::DataType::F32, {3, 4}, std::as_bytes(std::span(values))};
    network::CheckpointHeader header;
    header.preprocessing = preprocess::Settings();
    network::writeSafetensors(folderOf(seeds, "checkpoint") / "checkpoint",
                              network::metadataFrom(header), {{"a", view}, {"b", view}});
}

void makeConfig(const fs::path& seeds) {
    const fs::path folder = folderOf(seeds, "config");
    training::Config config;
    config.data.cases = "cases.csv";
    config.output = "run";
    writeText(folder / "config", training::jsonOf(config).dump());
    writeText(folder / "preprocessing", nlohmann::json(preprocess::Settings()).dump());
}

workflow::SessionState sessionState() {
    cv::Mat mask(6, 8, CV_8UC1, cv::Scalar(0));
    mask(cv::Rect(2, 1, 4, 3)) = 255;
    workflow::SessionLesion lesion;
    lesion.id = 1;
    lesion.mask = workflow::SessionMask(mask);
    lesion.contour_in_frame = std::make_shared<const segmentation::Contour>(
        segmentation::Contour{{1, 1}, {5, 1}, {3, 4}});
    lesion.threshold = 0.5;
    lesion.history = {{workflow::MaskOrigin::Hand, "brush", "reader", "2026-03-01T12:00:00Z"}};
    lesion.terms["shape"] = {"oval", "round", 0.9};
    workflow::SessionFrame frame;
    frame.lesions = {lesion};
    workflow::SessionState state;
    state.frames[0] = std::make_shared<const workflow::SessionFrame>(frame);
    state.study.user_spacing = PixelSpacing{0.1, 0.1};
    return state;
}

void makeSession(const fs::path& seeds) {
    const TemporaryFolder scratch;
    const workflow::SessionState state = sessionState();
    const workflow::Edit edit{"brush", state.study, state.frames};
    const workflow::SessionSource source{"key", "/file.dcm", "1.2.3", 3, {8, 6}, 100, 200};
    workflow::SessionFolder(scratch / "fresh").append(source, edit);
    const fs::path folder = folderOf(seeds, "session");
    writeText(folder / "journal", std::string(1, '\0') + readText(scratch / "fresh/journal.jsonl"));

    workflow::SessionFolder session(scratch / "kept");
    session.compact(source, {state.study, {}});
    const std::string document = readText(scratch / "kept/session.json");
    session.append(source, edit);
    writeText(folder / "session_and_journal",
              document + std::string(1, '\0') + readText(scratch / "kept/journal.jsonl"));
    session.compact(source, state);
    writeText(folder / "session_with_mask", readText(scratch / "kept/session.json"));
}

void makeFindings(const fs::path& seeds) {
    const fs::path folder = folderOf(seeds, "findings");
    const auto part = [](int index) {
        const nlohmann::json frame{{"frame", 0}, {"mask", "masks/a.png"}, {"masses", {1, 2}}};
        const nlohmann::json record{{"file", "a.png"}, {"frames", {frame}}};
        const nlohmann::json summary{{"files", 1}, {"failed", 0}, {"cancelled", false}};
        return nlohmann::json{{"format", 1},
                              {"model", {{"name", "m"}}},
                              {"shard", {{"index", index}, {"count", 2}}},
                              {"summary", summary},
                              {"files", {record}}}
            .dump();
    };
    writeText(folder / "two_parts", part(1) + std::string(1, '\0') + part(2));
    writeText(folder / "journal", "{\"file\":\"a.png\"}\n{\"file\":\"b.png\"}\n");
}

void makeCaseTable(const fs::path& seeds) {
    writeText(folderOf(seeds, "case_table") / "table",
              "dataset,case_id,image,mask,split,pixel_spacing_mm,shape\n"
              "d,1,a.png,b.png,train,0.1,oval\nd,\"2\"\"\",\"a,\nb\",b.png,val,,\n");
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: make_fuzz_seeds FOLDER\n");
        return 2;
    }
    const fs::path seeds(arguments[1]);
    makeFiles(seeds);
    makeMessages(seeds);
    makeCheckpoint(seeds);
    makeConfig(seeds);
    makeSession(seeds);
    makeFindings(seeds);
    makeCaseTable(seeds);
    return 0;
}
