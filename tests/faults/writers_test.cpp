// Every writer, in every place that cannot be written to: a WriteError that names the file, and
// nothing left behind.

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "dicom/write.h"
#include "evaluation/report.h"
#include "export/pictures.h"
#include "export/report.h"
#include "network/safetensors.h"
#include "phantom/write.h"
#include "support/faults.h"

namespace sonomask {
namespace {

namespace fs = std::filesystem;
using test::Fault;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Writer {
    const char* name;
    void (*write)(const fs::path& folder);
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

const Writer kWriters[] = {
    {"Picture", writePicture}, {"Report", writeReport},         {"Dicom", writeDicom},
    {"Study", writeStudy},     {"Checkpoint", writeCheckpoint}, {"Evaluation", writeEvaluation},
};

const std::pair<Fault, const char*> kFaults[] = {
    {Fault::DiskFull, "DiskFull"},
    {Fault::ShortDisk, "ShortDisk"},
    {Fault::ReadOnly, "ReadOnly"},
    {Fault::FileLimit, "FileLimit"},
};

using Case = std::tuple<Writer, std::pair<Fault, const char*>>;

class Writers : public ::testing::TestWithParam<Case> {};

TEST_P(Writers, FailWithAWriteErrorAndLeaveNothing) {
    const auto& [writer, fault] = GetParam();
    const auto outcome = test::runWithFault(fault.first, writer.write);
    if (!outcome.available) GTEST_SKIP() << "mount namespaces are not to be had here";
    EXPECT_EQ(outcome.error, "WriteError") << outcome.message;
    EXPECT_THAT(outcome.message, HasSubstr("cannot be written"));
    EXPECT_THAT(outcome.files, IsEmpty());
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

}  // namespace
}  // namespace sonomask
