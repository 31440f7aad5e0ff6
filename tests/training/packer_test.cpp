#include "training/packer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "network/checkpoint.h"
#include "support/own_processes.h"
#include "support/temporary_folder.h"
#include "training/run_folder.h"
#include "training/train.h"

namespace sonomask::training {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

/// A table of three good images; more rows can be added.
class Packer : public testing::Test {
  protected:
    Packer() {
        settings_.size = 64;
        settings_.crop = preprocess::Crop::None;
        for (const char* id : {"a", "b", "c"}) addGood(id, "train");
    }

    void addGood(const std::string& id, const std::string& split) {
        cv::Mat picture(80, 100, CV_8UC1), mask(80, 100, CV_8UC1, cv::Scalar(0));
        cv::randu(picture, 0, 255);
        cv::ellipse(mask, {50, 40}, {20, 12}, 0, 0, 360, cv::Scalar(255), cv::FILLED);
        addRow(id, split, picture, mask);
    }
    void addRow(const std::string& id, const std::string& split, const cv::Mat& picture,
                const cv::Mat& mask) {
        cv::imwrite((folder_ / (id + ".png")).string(), picture);
        cv::imwrite((folder_ / (id + "_mask.png")).string(), mask);
        addLine(id, split);
    }
    void addLine(const std::string& id, const std::string& split) {
        table_ += "set," + id + "," + id + ".png," + id + "_mask.png," + split + ",benign\n";
    }
    std::vector<evaluation::Case> cases() {
        test::writeText(folder_ / "cases.csv", table_);
        return evaluation::readCases(folder_ / "cases.csv");
    }
    std::string refusal() {
        try {
            packCases(cases(), settings_, {}, {});
        } catch (const ReadError& error) {
            return error.what();
        }
        return "not refused";
    }

    TemporaryFolder folder_;
    preprocess::Settings settings_;
    std::string table_ = "dataset,case_id,image,mask,split,label\n";
};

TEST_F(Packer, KeepsPicturesMasksAndRows) {
    const auto set = packCases(cases(), settings_, {}, {});
    ASSERT_EQ(set.rows.size(), 3u);
    EXPECT_EQ(set.rows[1].case_id, "b");
    EXPECT_TRUE(set.rows[1].has_mass);
    EXPECT_EQ(set.pictures.size(), 3u * 64 * 64);
    const auto mass = std::count(set.masks.begin(), set.masks.begin() + 64 * 64, 1);
    // The ellipse's area, at 0.64 network pixels per image pixel.
    EXPECT_NEAR(double(mass), CV_PI * 20.5 * 12.5 * 0.64 * 0.64, 15);
    writePackedSet(folder_ / "packed", set);
    const auto read = readPackedSet(folder_ / "packed");
    EXPECT_EQ(read.pictures, set.pictures);
    EXPECT_EQ(read.masks, set.masks);
    EXPECT_EQ(fingerprintOf(read), fingerprintOf(set));
    auto other = read;
    other.masks[5] ^= 1;
    EXPECT_NE(fingerprintOf(other), fingerprintOf(set));
}

TEST_F(Packer, NamesEveryRowThatCannotBeUsed) {
    const cv::Mat picture(80, 100, CV_8UC1, cv::Scalar(90));
    addLine("missing", "train");
    addRow("small_mask", "train", picture, cv::Mat(40, 50, CV_8UC1, cv::Scalar(255)));
    cv::Mat grey(80, 100, CV_8UC1);
    cv::randu(grey, 0, 255);
    addRow("grey_mask", "train", picture, grey);
    addGood("damaged", "train");
    const auto bytes = test::readText(folder_ / "damaged.png");
    test::writeText(folder_ / "damaged.png", bytes.substr(0, bytes.size() / 2));
    const auto text = refusal();
    EXPECT_THAT(text, HasSubstr("4 images cannot be used"));
    for (const char* name : {"missing", "small_mask", "grey_mask", "damaged"})
        EXPECT_THAT(text, HasSubstr(name));
    for (const char* row : {"5", "6", "7", "8"}) EXPECT_THAT(text, HasSubstr(row));
    EXPECT_THAT(text, Not(HasSubstr("b.png")));
}

TEST_F(Packer, AMassThatIsLostInTheNetworksPictureIsNoNormalImage) {
    const cv::Mat picture(800, 1000, CV_8UC1, cv::Scalar(90));
    cv::Mat speck(800, 1000, CV_8UC1, cv::Scalar(0));
    speck.at<uchar>(401, 501) = 255;
    addRow("speck", "train", picture, speck);
    EXPECT_THAT(refusal(), HasSubstr("speck_mask.png: holds a mass of which nothing is left in the "
                                     "network's picture"));
    EXPECT_THAT(refusal(), HasSubstr("(row 5 of cases.csv)"));
}

TEST_F(Packer, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(packCases(cases(), settings_, {}, source.get_token()), Cancelled);
}

TEST_F(Packer, RefusesADamagedPackedSet) {
    writePackedSet(folder_ / "packed", packCases(cases(), settings_, {}, {}));
    const auto bytes = test::readText(folder_ / "packed");
    test::writeText(folder_ / "packed", bytes.substr(0, bytes.size() - 10));
    EXPECT_THAT([&] { readPackedSet(folder_ / "packed"); },
                testing::ThrowsMessage<ReadError>(HasSubstr("Delete it")));
}

// The whole way: images and a table in, a checkpoint, logs and an augmentation sheet out.
TEST_F(Packer, TrainsFromAConfigurationFile) {
    addGood("d", "val");
    cases();
    test::writeText(folder_ / "config.json", R"({
        "output": "run", "device": "cpu", "precision": "fp32", "threads": 1,
        "data": {"cases": "cases.csv"},
        "preprocessing": {"size": 64, "crop": "none"},
        "architecture": {"backbone": "resnet18", "aspp_channels": 8, "decoder_channels": 8},
        "stages": [{"steps": 2, "warm_up_steps": 1}],
        "optimiser": {"batch": 2}})");
    std::vector<std::string> steps;
    const auto checkpoint = runTraining(folder_ / "config.json",
                                        [&](const Progress& p) { steps.push_back(p.step); }, {});
    for (const char* name : {"steps.csv", "validation.csv", "loss.svg", "state.safetensors"})
        EXPECT_TRUE(std::filesystem::exists(folder_ / "run" / name)) << name;
    const auto header = network::readCheckpointHeader(checkpoint);
    EXPECT_EQ(header.preprocessing.at("size"), 64);
    EXPECT_EQ(header.provenance.at("train_images").at("set"), 3);
    EXPECT_THAT(steps, testing::Contains(HasSubstr("left")));
    drawAugmentationSheet(folder_ / "config.json", folder_ / "sheet.png", {}, {});
    EXPECT_FALSE(cv::imread((folder_ / "sheet.png").string()).empty());
}

// The same ids, other masks: nothing of the old ones may be learnt.
TEST_F(Packer, PacksAnewWhenTheTableOrItsFilesChange) {
    addGood("d", "val");
    cases();
    test::writeText(folder_ / "config.json", R"({
        "output": "run", "data": {"cases": "cases.csv"},
        "preprocessing": {"size": 64, "crop": "none"}})");
    const auto packed = [&] {
        return readPackedSet(packForTraining(folder_ / "config.json", {}, {}));
    };
    const auto first = packed();
    const auto made = std::filesystem::last_write_time(folder_ / "run" / "packed.safetensors");
    EXPECT_EQ(fingerprintOf(packed()), fingerprintOf(first));
    EXPECT_EQ(std::filesystem::last_write_time(folder_ / "run" / "packed.safetensors"), made);

    cv::imwrite((folder_ / "empty.png").string(), cv::Mat(80, 100, CV_8UC1, cv::Scalar(0)));
    const auto old_table = table_;
    table_.replace(table_.find("a_mask.png"), 10, "empty.png");
    cases();
    EXPECT_FALSE(packed().rows[0].has_mass);

    table_ = old_table;
    cases();
    std::filesystem::copy_file(folder_ / "empty.png", folder_ / "b_mask.png",
                               std::filesystem::copy_options::overwrite_existing);
    const auto changed = packed();
    EXPECT_TRUE(changed.rows[0].has_mass);
    EXPECT_FALSE(changed.rows[1].has_mass);

    table_.replace(table_.find("benign"), 6, "normal");
    cases();
    EXPECT_EQ(packed().rows[0].label, "normal");
}

TEST_F(Packer, PacksAnewWhatAnotherVersionPacked) {
    addGood("d", "val");
    cases();
    test::writeText(folder_ / "config.json", R"({
        "output": "run", "data": {"cases": "cases.csv"},
        "preprocessing": {"size": 64, "crop": "none"}})");
    const auto file = packForTraining(folder_ / "config.json", {}, {});
    auto bytes = test::readText(file);
    const auto format = bytes.find("packed-set-") + std::string("packed-set-").size();
    bytes[format] = '1';
    bytes.replace(bytes.find(R"("fnv1a64")"), 9, R"("no_sums")");
    test::writeText(file, bytes);
    EXPECT_THAT([&] { readPackedSet(file); },
                testing::ThrowsMessage<ReadError>(
                    testing::AllOf(HasSubstr("another version"), HasSubstr("train --pack"))));
    EXPECT_EQ(readPackedSet(packForTraining(folder_ / "config.json", {}, {})).rows.size(), 4u);

    bytes.replace(bytes.find("sonomask-packed"), 15, "somebody-packed");
    test::writeText(file, bytes);
    EXPECT_THROW(packForTraining(folder_ / "config.json", {}, {}), ReadError);
    EXPECT_EQ(test::readText(file), bytes);
}

TEST_F(Packer, HasItsFolderToItselfAndRemovesWhatAKilledRunLeft) {
    addGood("d", "val");
    cases();
    test::writeText(folder_ / "config.json", R"({
        "output": "run", "data": {"cases": "cases.csv"},
        "preprocessing": {"size": 64, "crop": "none"}})");
    std::filesystem::create_directory(folder_ / "run");
    const std::string left = ".partial-" + std::to_string(test::endedProcess()) + "-3.safetensors";
    test::writeText(folder_ / "run" / left, "half");
    {
        const RunFolder other(folder_ / "run");
        EXPECT_THAT([&] { packForTraining(folder_ / "config.json", {}, {}); },
                    testing::ThrowsMessage<WriteError>(HasSubstr("in use by another run")));
    }
    packForTraining(folder_ / "config.json", {}, {});
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "run"))
        names.push_back(entry.path().filename());
    EXPECT_THAT(names, testing::ElementsAre("packed.safetensors"));
}

TEST_F(Packer, NamesTheConfigurationWhoseValueCannotBeUsed) {
    addGood("d", "val");
    cases();
    const auto refusal = [&](const std::string& rest) -> std::string {
        test::writeText(folder_ / "config.json",
                        R"({"output": "run", "data": {"cases": "cases.csv"}, )" + rest + "}");
        try {
            runTraining(folder_ / "config.json", {}, {});
        } catch (const Error& error) {
            return error.what();
        }
        return "not refused";
    };
    EXPECT_THAT(refusal(R"("preprocessing": {"size": 65})"),
                testing::AllOf(HasSubstr("config.json"), HasSubstr("size")));
    EXPECT_THAT(refusal(R"("preprocessing": {"size": 64}, "stages": [{"reset": ["deocder."]}])"),
                testing::AllOf(HasSubstr("config.json"), HasSubstr("deocder.")));
    EXPECT_THAT(refusal(R"("preprocessing": {"size": 64}, "initial": {"imagenet": "run"})"),
                testing::AllOf(HasSubstr("is a folder"), HasSubstr("torchvision")));
}

TEST_F(Packer, NamesTheSplitThatIsEmpty) {
    cases();
    test::writeText(folder_ / "config.json",
                    R"({"output": "run", "data": {"cases": "cases.csv"}})");
    try {
        runTraining(folder_ / "config.json", {}, {});
        ADD_FAILURE();
    } catch (const ConfigError& error) {
        EXPECT_THAT(error.what(), HasSubstr("val"));
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "run"));
}

}  // namespace
}  // namespace sonomask::training
