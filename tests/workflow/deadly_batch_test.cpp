// A folder of which each tenth file is damaged or ends the process that reads it.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

#include "deadly_folder.h"
#include "decoder/decoder.h"
#include "support/temporary_folder.h"
#include "tiny_model.h"
#include "workflow/batch.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;

/// Files are read by `mortal_decoder` from the first on: decoders live on from test to test.
class MortalDecoder : public testing::Environment {
  public:
    void SetUp() override {
        const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
        ::setenv("SONOMASK_DECODER_PATH", (here / "mortal_decoder").c_str(), 1);
    }
};
[[maybe_unused]] const auto* const kDecoder =
    testing::AddGlobalTestEnvironment(new MortalDecoder);  // gtest owns it

TEST(DeadlyBatch, DoesEveryGoodFileAndNamesEachBadOne) {
    const test::TemporaryFolder folder;
    const test::DeadlyFolder files = test::writeDeadlyFolder(folder / "in", 60, 10);
    const std::uint64_t restarts = decoder::statistics().restarts;
    const segmentation::Engine engine = test::tinyEngine(folder.path());
    const BatchSummary summary = runBatch(engine, {{folder / "in"}, folder / "out", 2, false});
    EXPECT_EQ(summary.files_done, files.good.size());
    ASSERT_EQ(summary.failed.size(), files.bad.size());
    for (std::size_t i = 0; i < files.bad.size(); ++i) {
        EXPECT_EQ(summary.failed[i].file.filename(), files.bad[i]);
        EXPECT_FALSE(summary.failed[i].reason.empty());
    }
    for (const std::string& name : files.good)
        EXPECT_TRUE(fs::exists(folder / "out" / (fs::path(name).stem().string() + "_mask.png")));
    for (const std::string& name : files.bad)
        EXPECT_FALSE(fs::exists(folder / "out" / (fs::path(name).stem().string() + "_mask.png")));
    EXPECT_GE(decoder::statistics().restarts, restarts + files.bad.size());
}

}  // namespace
}  // namespace sonomask::workflow
