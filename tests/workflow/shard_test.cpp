#include "workflow/shard.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "base/error.h"
#include "support/temporary_folder.h"
#include "tiny_model.h"
#include "workflow/batch.h"
#include "workflow/merge.h"

namespace sonomask::workflow {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using test::readText;
using test::TemporaryFolder;

TEST(ParseShard, TakesPartAndCount) {
    EXPECT_EQ(parseShard("3/10"), (Shard{3, 10}));
    EXPECT_EQ(parseShard("1/1"), (Shard{1, 1}));
}

TEST(ParseShard, RefusesWhatNamesNoPart) {
    for (const char* text : {"", "3", "3/", "/3", "0/3", "4/3", "-1/3", "1/3x", "a/b", "1/0"})
        EXPECT_THROW(parseShard(text), ConfigError) << text;
}

TEST(Shard, EachFileIsInExactlyOnePart) {
    for (std::size_t position = 0; position < 20; ++position) {
        int holders = 0;
        for (int index = 1; index <= 7; ++index) holders += Shard{index, 7}.holds(position) ? 1 : 0;
        EXPECT_EQ(holders, 1) << position;
    }
}

class MergeTest : public testing::Test {
  protected:
    MergeTest() : engine(test::tinyEngine(folder.path())) {
        cv::RNG random(5);
        for (const char* name : {"a/x.png", "a/y.png", "b/x.png", "b/z.png", "c/w.png"}) {
            fs::create_directories((folder / "in" / name).parent_path());
            cv::Mat picture(60, 80, CV_8UC1);
            random.fill(picture, cv::RNG::UNIFORM, 0, 255);
            cv::imwrite((folder / "in" / name).string(), picture);
        }
        test::writeText(folder / "in" / "b" / "broken.png", "text");
    }

    void segment(const fs::path& output, const Shard& shard) const {
        runBatch(engine, {{folder / "in"}, output, 1, false, {}, shard});
    }

    TemporaryFolder folder;
    segmentation::Engine engine;
};

TEST_F(MergeTest, GivesTheDocumentOfASingleRun) {
    segment(folder / "single", {});
    for (int index = 1; index <= 4; ++index) segment(folder / "parts", {index, 4});
    const auto summary = mergeFindings({folder / "parts"}, folder / "parts" / "findings.json");
    EXPECT_EQ(summary.files, 6U);
    EXPECT_EQ(summary.failed, 1U);
    EXPECT_EQ(readText(folder / "parts" / "findings.json"),
              readText(folder / "single" / "findings.json"));
    for (const auto& entry : fs::directory_iterator(folder / "single"))
        EXPECT_EQ(readText(entry.path()),
                  readText(folder / "parts" / entry.path().filename().string()))
            << entry.path();
}

TEST_F(MergeTest, TakesASinglePart) {
    segment(folder / "single", {});
    segment(folder / "part", parseShard("1/1"));
    EXPECT_FALSE(fs::exists(folder / "part" / "findings.json"));
    mergeFindings({folder / "part"}, folder / "part" / "findings.json");
    EXPECT_EQ(readText(folder / "part" / "findings.json"),
              readText(folder / "single" / "findings.json"));
}

TEST_F(MergeTest, FindsTheMasksOfPartsInFoldersOfTheirOwn) {
    for (int index = 1; index <= 2; ++index)
        segment(folder / ("part" + std::to_string(index)), {index, 2});
    mergeFindings({folder / "part1", folder / "part2"}, folder / "all.json");
    const json document = json::parse(readText(folder / "all.json"));
    std::size_t masks = 0;
    for (const json& file : document["files"])
        for (const json& frame : file.value("frames", json::array())) {
            EXPECT_TRUE(fs::exists(folder.path() / frame["mask"].get<std::string>())) << frame;
            ++masks;
        }
    EXPECT_EQ(masks, 5U);
}

TEST_F(MergeTest, NeverTakesTheFileOfAPart) {
    for (int index = 1; index <= 2; ++index) segment(folder / "parts", {index, 2});
    const fs::path part = folder / "parts" / "findings-1-of-2.json";
    const std::string before = readText(part);
    EXPECT_THROW(mergeFindings({folder / "parts"}, part), ReadError);
    EXPECT_EQ(readText(part), before);
}

TEST_F(MergeTest, NamesAMissingPart) {
    segment(folder / "parts", {1, 3});
    segment(folder / "parts", {3, 3});
    try {
        mergeFindings({folder / "parts"}, folder / "all.json");
        FAIL() << "a part is missing";
    } catch (const ReadError& error) {
        EXPECT_NE(error.reason().find("part 2 is missing"), std::string::npos) << error.what();
    }
    EXPECT_FALSE(fs::exists(folder / "all.json"));
}

TEST(MergeFindings, NamesAPartWhoseSummaryIsDamaged) {
    const auto part = [](int index, const char* summary) {
        return "{\"shard\":{\"index\":" + std::to_string(index) +
               ",\"count\":2},\"files\":[],\"summary\":" + summary + "}";
    };
    const char* const sound = R"({"files":1,"failed":0,"more":1,"cancelled":false})";
    for (const char* damaged : {"[]", "{}", R"({"files":"1","failed":0,"cancelled":false})",
                                R"({"files":1,"failed":0,"cancelled":false})",
                                R"({"files":1,"failed":0,"more":{},"cancelled":false})"}) {
        const TemporaryFolder folder;
        test::writeText(folder / "findings-1-of-2.json", part(1, sound));
        test::writeText(folder / "findings-2-of-2.json", part(2, damaged));
        try {
            mergeFindings({folder.path()}, folder / "all.json");
            ADD_FAILURE() << "not refused: " << damaged;
        } catch (const ReadError& error) {
            EXPECT_EQ(error.file().filename(), "findings-2-of-2.json") << damaged;
        }
        EXPECT_FALSE(fs::exists(folder / "all.json"));
    }
}

}  // namespace
}  // namespace sonomask::workflow
