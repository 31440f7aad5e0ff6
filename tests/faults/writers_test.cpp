// Every writer, in every place that cannot be written to, and where memory ends: an error that says
// so, and no part of a file left behind.

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "base/error.h"
#include "dicom/write.h"
#include "evaluation/report.h"
#include "export/pictures.h"
#include "export/report.h"
#include "network/safetensors.h"
#include "onnx/write.h"
#include "phantom/write.h"
#include "support/faults.h"
#include "support/temporary_folder.h"
#include "training/packed_set.h"
#include "training/run_log.h"
#include "workflow/batch_journal.h"
#include "workflow/learning_set.h"
#include "workflow/merge.h"
#include "workflow/session_folder.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;
using test::Fault;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Writer {
    const char* name;
    void (*write)(const fs::path& folder);
    /// The file without which the others beside it count for nothing; empty = it writes one file.
    const char* last_file = "";
};

/// Noise, so that no format packs it into less than the faulty disk still holds.
cv::Mat noise() {
    cv::RNG random(1);
    cv::Mat picture(120, 160, CV_8UC1);
    random.fill(picture, cv::RNG::UNIFORM, 0, 255);
    return picture;
}

void writePicture(const fs::path& folder) {
    report::writePng(folder / "overlay.png", noise());
}

void writeReport(const fs::path& folder) {
    report::ReportContent content;
    content.pictures = {{noise(), "noise"}};
    report::writeReportHtml(folder / "report.html", content);
}

void writeDicom(const fs::path& folder) {
    dicom::WriteRequest request;
    request.frames = {noise()};
    dicom::writeUltrasound(request, folder / "image.dcm");
}

void writeStudy(const fs::path& folder) {
    phantom::PhantomOptions options;
    options.stills = 1;
    options.cine_frames = 0;
    options.frame_size = {160, 120};
    phantom::writePhantomStudy(folder / "study", options);
}

void writeCheckpoint(const fs::path& folder) {
    const std::vector<float> values(10000, 0.5F);
    const network::TensorView view{
        network::DataType::F32, {100, 100}, std::as_bytes(std::span(values))};
    network::writeSafetensors(folder / "model.safetensors", {}, {{"weight", view}});
}

void writeEvaluation(const fs::path& folder) {
    evaluation::EvaluationRun run;
    for (int i = 0; i < 100; ++i)
        run.failures.push_back({{}, "a reason that is long enough to fill a page with others"});
    evaluation::writeEvaluation(folder / "evaluation", run, folder / "masks", {{"model", "none"}});
}

void writePdf(const fs::path& folder) {
    report::ReportContent content;
    content.pictures = {{noise(), "noise"}};
    report::writeReportPdf(folder / "report.pdf", content);
}

void writePackedSet(const fs::path& folder) {
    training::PackedSet set;
    set.size = 64;
    set.rows.resize(3);
    set.pictures.resize(3 * set.pixelsEach());
    set.masks.resize(3 * set.pixelsEach());
    training::writePackedSet(folder / "set.safetensors", set);
}

/// The work on a frame of noise: its mask is noise, too.
workflow::SessionState reviewedWork() {
    workflow::SessionLesion lesion;
    lesion.id = 1;
    lesion.mask = workflow::SessionMask(noise());
    lesion.history = {{workflow::MaskOrigin::Hand, "brush", "reader", "2026-03-01T12:00:00Z"}};
    workflow::SessionFrame frame;
    frame.lesions = {lesion};
    workflow::SessionState state;
    state.study.stage = workflow::ReadingStage::Reviewed;
    state.frames[0] = std::make_shared<const workflow::SessionFrame>(frame);
    return state;
}

void writeSession(const fs::path& folder) {
    const workflow::SessionSource source{"key", "/file.dcm", "1.2.3", 1, {160, 120}, 100, 200};
    workflow::SessionFolder(folder / "session").compact(source, reviewedWork());
}

class NoiseSource : public FrameSource {
  public:
    Frame frame(int) const override { return {noise(), {}, {}}; }
};

void writeLearningSet(const fs::path& folder) {
    ClipInfo info;
    info.width = 160;
    info.height = 120;
    const workflow::ReadClip read{Clip(info, std::make_shared<NoiseSource>()), reviewedWork()};
    workflow::LearningSetOptions options;
    options.folder = folder / "set";
    workflow::exportLearningSet({read}, options);
}

void writeFindings(const fs::path& folder) {
    workflow::BatchJournal journal(folder, false);
    const std::string reason(8000, 'x');
    journal.append({{"file", "a.png"}, {"error", reason}});
    journal.finish({{"format", 1}}, {"a.png"});
}

/// Two parts of a run, made before any fault: what a merge reads lies on a disk that works.
struct PartsOfARun {
    PartsOfARun() {
        for (int index = 1; index <= 2; ++index) {
            const nlohmann::json part{
                {"shard", {{"index", index}, {"count", 2}}},
                {"files", {{{"file", "a.png"}, {"error", std::string(8000, 'x')}}}},
                {"summary", {{"files", 1}, {"failed", 1}, {"cancelled", false}}}};
            const std::string name = "findings-" + std::to_string(index) + "-of-2.json";
            test::writeText(folder / name, part.dump());
        }
    }
    test::TemporaryFolder folder;
};
const PartsOfARun kParts;

void writeMergedFindings(const fs::path& folder) {
    workflow::mergeFindings({kParts.folder.path()}, folder / "all.json");
}

void writeRunLog(const fs::path& folder) {
    training::RunLog log(folder, 0);
    for (int step = 0; step < 1000; ++step)
        log.add(training::StepRecord{step, 0.5, 0.1, 0.2, 0.1, 0.1, 1e-3});
    log.write();
}

void writeOnnx(const fs::path& folder) {
    network::Convolution layer;
    layer.in_channels = 1;
    layer.out_channels = 1000;
    layer.weights.resize(1000, 0.5F);
    layer.bias.resize(1000, 0.5F);
    onnx::writeModel(folder / "model.onnx", {{{"layer", layer}}}, 32, {"name", "notes"});
}

const Writer kWriters[] = {
    {"Picture", writePicture},
    {"Report", writeReport},
    {"Pdf", writePdf},
    {"Dicom", writeDicom},
    {"Study", writeStudy, "study/cases.csv"},
    {"Checkpoint", writeCheckpoint},
    {"PackedSet", writePackedSet},
    {"Evaluation", writeEvaluation},
    {"Session", writeSession, "session/session.json"},
    {"LearningSet", writeLearningSet, "set/cases.csv"},
    {"Findings", writeFindings, "findings.json"},
    {"MergedFindings", writeMergedFindings},
    {"RunLog", writeRunLog, "loss.svg"},
    {"Onnx", writeOnnx},
};

/// Nothing that could be taken for the work of a writer that ended well.
void expectNothingPartial(const Writer& writer, const std::vector<std::string>& files) {
    if (*writer.last_file == '\0') {
        EXPECT_THAT(files, IsEmpty());
        return;
    }
    EXPECT_THAT(files, Not(Contains(writer.last_file)));
    EXPECT_THAT(files, Each(Not(HasSubstr(".partial"))));
}

const std::pair<Fault, const char*> kFaults[] = {
    {Fault::DiskFull, "DiskFull"},     {Fault::ShortDisk, "ShortDisk"},
    {Fault::ReadOnly, "ReadOnly"},     {Fault::FileLimit, "FileLimit"},
    {Fault::WriteError, "WriteError"}, {Fault::FlushError, "FlushError"},
};

using Case = std::tuple<Writer, std::pair<Fault, const char*>>;

class Writers : public ::testing::TestWithParam<Case> {};

TEST_P(Writers, FailWithAWriteErrorAndLeaveNothing) {
    const auto& [writer, fault] = GetParam();
    if (writer.write == writeDicom && fault.first == Fault::WriteError)
        GTEST_SKIP() << "DCMTK writes by stdio, which this fault does not reach";
    const auto outcome = test::runWithFault(fault.first, writer.write);
    if (!outcome.available) GTEST_SKIP() << "mount namespaces are not to be had here";
    EXPECT_EQ(outcome.error, "WriteError") << outcome.message;
    EXPECT_THAT(outcome.message, HasSubstr("cannot be written"));
    expectNothingPartial(writer, outcome.files);
}

INSTANTIATE_TEST_SUITE_P(
    Every, Writers, ::testing::Combine(::testing::ValuesIn(kWriters), ::testing::ValuesIn(kFaults)),
    [](const auto& info) {
        return std::string(std::get<0>(info.param).name) + std::get<1>(info.param).second;
    });

class WritersUndisturbed : public ::testing::TestWithParam<Writer> {};

TEST_P(WritersUndisturbed, Write) {
    const auto outcome = test::runWithFault(Fault::None, GetParam().write);
    EXPECT_EQ(outcome.error, "") << outcome.message;
    EXPECT_THAT(outcome.files, Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Every, WritersUndisturbed, ::testing::ValuesIn(kWriters),
                         [](const auto& info) { return std::string(info.param.name); });

class WritersWithoutMemory : public ::testing::TestWithParam<Writer> {};

/// Lets the first large allocation fail, then the second, until none is reached.
TEST_P(WritersWithoutMemory, FailAndLeaveNothing) {
    const Writer& writer = GetParam();
    int failures = 0;
    for (int count = 0; count < 100; ++count) {
        const auto outcome = test::runWithFault(Fault::None, [&](const fs::path& folder) {
            test::failAllocation(count);
            writer.write(folder);
        });
        ASSERT_NE(outcome.error, "crash") << "at allocation " << count;
        if (outcome.error.empty()) break;
        ++failures;
        expectNothingPartial(writer, outcome.files);
    }
    if (failures == 0) GTEST_SKIP() << "takes no large block by new";
}

INSTANTIATE_TEST_SUITE_P(Every, WritersWithoutMemory, ::testing::ValuesIn(kWriters),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace sonomask
