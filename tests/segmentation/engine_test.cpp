#include "segmentation/engine.h"

#include <cstdlib>
#include <fstream>
#include <memory>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "base/error.h"
#include "base/processor.h"
#include "preprocess/preprocess.h"
#include "support/random_model.h"

namespace sonomask::segmentation {
namespace {

namespace fs = std::filesystem;

class EngineTest : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        folder_ = fs::temp_directory_path() / ("sonomask-engine-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        model_ = folder_ / "model.safetensors";
        network::CheckpointHeader header;
        header.architecture = test::smallArchitecture(network::Backbone::ResNet18);
        header.preprocessing = preprocess::Settings{.size = 96};
        header.provenance = {{"name", "test model"}, {"version", "0.1"}};
        header.threshold = 0.4;
        test::writeRandomCheckpoint(model_, header);
    }
    static void TearDownTestSuite() { fs::remove_all(folder_); }

    static EngineOptions options() {
        EngineOptions options;
        options.model = model_;
        options.device = DeviceChoice::Cpu;
        options.precision = PrecisionChoice::Fp32;
        options.threads = 1;
        return options;
    }

    static inline fs::path folder_;
    static inline fs::path model_;
};

/// A frame with structure, different for each seed.
Frame frameOf(unsigned seed, const cv::Size& size = {160, 120}) {
    cv::RNG random(seed);
    cv::Mat pixels(size, CV_8UC1);
    random.fill(pixels, cv::RNG::UNIFORM, 40, 255);
    cv::GaussianBlur(pixels, pixels, {0, 0}, 2);
    cv::ellipse(pixels, {size.width / 2, size.height / 2}, {30, 20}, 0, 0, 360, cv::Scalar(50),
                cv::FILLED);
    Frame frame;
    frame.pixels = pixels;
    return frame;
}

double difference(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_INF);
}

TEST_F(EngineTest, StopsWhenAsked) {
    const Engine engine(options());
    std::stop_source stop;
    EXPECT_NO_THROW(engine.probability(frameOf(1), stop.get_token()));
    stop.request_stop();
    EXPECT_THROW(engine.probability(frameOf(1), stop.get_token()), Cancelled);
}

TEST_F(EngineTest, SaysWhatTheCheckpointSaysOfItself) {
    const Engine engine(options());
    EXPECT_EQ(engine.model().file, model_);
    EXPECT_EQ(engine.model().name, "test model");
    EXPECT_EQ(engine.model().version, "0.1");
    EXPECT_DOUBLE_EQ(engine.model().threshold, 0.4);
    EXPECT_EQ(engine.model().preprocessing.size, 96);
    EXPECT_NE(engine.model().architecture.find("resnet18"), std::string::npos);
    EXPECT_EQ(engine.device(), "cpu");
    EXPECT_EQ(engine.precision(), "fp32");
}

TEST_F(EngineTest, GivesAProbabilityForEachNetworkPixelAndTheWayBack) {
    const ProbabilityMap map = Engine(options()).probability(frameOf(1));
    ASSERT_EQ(map.in_crop.size(), cv::Size(96, 96));
    ASSERT_EQ(map.in_crop.type(), CV_32FC1);
    double low = 0;
    double high = 0;
    cv::minMaxLoc(map.in_crop, &low, &high);
    EXPECT_GE(low, 0);
    EXPECT_LE(high, 1);
    EXPECT_LT(low, high);
    EXPECT_EQ(map.inFrame().size(), cv::Size(160, 120));
}

TEST_F(EngineTest, FoldingBatchNormsChangesNothing) {
    const Frame frame = frameOf(2);
    const Engine engine(options());
    const auto input = preprocess::preprocess(frame, engine.model().preprocessing);
    const cv::Mat expected = test::probabilityByLibTorch(model_, input.pixels);
    EXPECT_LT(difference(engine.probability(frame).in_crop, expected), 1e-4);
}

TEST_F(EngineTest, ManyFramesInOnePassGiveWhatEachGivesAlone) {
    const Engine engine(options());
    std::vector<Frame> frames;
    for (unsigned seed = 1; seed <= 10; ++seed)
        frames.push_back(frameOf(seed, {100 + 10 * static_cast<int>(seed), 120}));
    const auto maps = engine.probabilities(frames);
    ASSERT_EQ(maps.size(), frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        EXPECT_EQ(maps[i].transform.frameSize(), frames[i].pixels.size());
        EXPECT_LT(difference(maps[i].in_crop, engine.probability(frames[i]).in_crop), 1e-4);
    }
}

TEST_F(EngineTest, APresenceHeadIsNotAskedWhereAMassIsKnown) {
    const Engine plain(options());
    EXPECT_EQ(&plain.forKnownMass(), &plain);
    EXPECT_FALSE(plain.model().presence_head);

    auto absent = options();
    absent.model = folder_ / "absent.safetensors";
    test::writeAbsentCheckpoint(absent.model, 96);
    const Engine engine(absent);
    EXPECT_TRUE(engine.model().presence_head);
    const cv::Mat asked = engine.probability(frameOf(1)).in_crop;
    const cv::Mat known = engine.forKnownMass().probability(frameOf(1)).in_crop;
    EXPECT_TRUE(cv::checkRange(asked, true, nullptr, 0, 0.01));
    EXPECT_GT(cv::mean(known)[0], 20 * cv::mean(asked)[0]);
    EXPECT_EQ(&engine.forKnownMass(), &engine.forKnownMass());
    EXPECT_EQ(&engine.forKnownMass().forKnownMass(), &engine.forKnownMass());
}

TEST_F(EngineTest, NoFramesGiveNoMaps) {
    EXPECT_TRUE(Engine(options()).probabilities({}).empty());
}

TEST_F(EngineTest, CallersSideBySideGetTheirOwnFramesMap) {
    const Engine engine(options());
    std::vector<cv::Mat> expected;
    for (unsigned seed = 0; seed < 4; ++seed)
        expected.push_back(engine.probability(frameOf(seed)).in_crop);
    std::vector<cv::Mat> got(4);
    {
        std::vector<std::jthread> callers;
        for (unsigned seed = 0; seed < 4; ++seed)
            callers.emplace_back([&, seed] {
                for (int i = 0; i < 3; ++i) got[seed] = engine.probability(frameOf(seed)).in_crop;
            });
    }
    for (unsigned seed = 0; seed < 4; ++seed)
        EXPECT_LT(difference(got[seed], expected[seed]), 1e-5);
}

TEST_F(EngineTest, WithFlipTheMirrorImageGivesTheMirroredMap) {
    EngineOptions with_flip = options();
    with_flip.fusion.flip = true;
    const Engine engine(with_flip);
    const Frame frame = frameOf(3, {192, 192});
    Frame mirror = frame;
    cv::flip(frame.pixels, mirror.pixels, 1);
    cv::Mat mirrored_map;
    cv::flip(engine.probability(mirror).in_crop, mirrored_map, 1);
    EXPECT_LT(difference(engine.probability(frame).in_crop, mirrored_map), 2e-3);
}

TEST_F(EngineTest, CornersAndFlipStayProbabilities) {
    EngineOptions fused = options();
    fused.fusion = {.flip = true, .corners = true};
    const cv::Mat map = Engine(fused).probability(frameOf(4)).in_crop;
    EXPECT_TRUE(cv::checkRange(map, true, nullptr, 0, 1 + 1e-6));
}

TEST_F(EngineTest, CoarserPrecisionsStayNearFp32) {
    struct Coarser {
        PrecisionChoice precision;
        bool in_hardware;
        double tolerance;
    };
    const Frame frame = frameOf(5);
    const cv::Mat expected = Engine(options()).probability(frame).in_crop;
    for (const Coarser& coarser : {Coarser{PrecisionChoice::Bf16, cpuHasBf16(), 0.03},
                                   Coarser{PrecisionChoice::Int8, cpuHasInt8(), 0.08}}) {
        if (!coarser.in_hardware) continue;
        EngineOptions chosen = options();
        chosen.precision = coarser.precision;
        const Engine engine(chosen);
        EXPECT_EQ(engine.precision(), nameOf(coarser.precision));
        EXPECT_LT(difference(engine.probability(frame).in_crop, expected), coarser.tolerance)
            << engine.precision();
    }
}

TEST_F(EngineTest, CudaGivesWhatTheCpuGivesToCallersSideBySide) {
    const fs::path with_head = folder_ / "with_head.safetensors";
    test::writeAbsentCheckpoint(with_head, 96);
    for (const fs::path& model : {model_, with_head}) {
        EngineOptions on_gpu = options();
        on_gpu.model = model;
        on_gpu.device = DeviceChoice::Cuda;
        std::unique_ptr<Engine> engine;
        try {
            engine = std::make_unique<Engine>(on_gpu);
        } catch (const ConfigError&) {
            GTEST_SKIP() << "this machine has no CUDA";
        }
        EngineOptions on_cpu = on_gpu;
        on_cpu.device = DeviceChoice::Cpu;
        const Engine expected(on_cpu);
        std::vector<cv::Mat> maps(4);
        {
            std::vector<std::jthread> callers;
            for (int i = 0; i < 4; ++i)
                callers.emplace_back([&, i] { maps[i] = engine->probability(frameOf(i)).in_crop; });
        }
        for (int i = 0; i < 4; ++i)
            EXPECT_LT(difference(maps[i], expected.probability(frameOf(i)).in_crop), 1e-3) << i;
    }
}

TEST_F(EngineTest, AutoTakesWhatTheMachineHas) {
    std::set<std::string> in_hardware{"fp32"};
    if (cpuHasBf16()) in_hardware.insert("bf16");
    EngineOptions automatic = options();
    automatic.precision = PrecisionChoice::Auto;
    EXPECT_TRUE(in_hardware.contains(Engine(automatic).precision()));
}

TEST_F(EngineTest, RefusesAPrecisionTheCpuHasNot) {
    EngineOptions half = options();
    half.precision = PrecisionChoice::Fp16;
    EXPECT_THROW(Engine{half}, ConfigError);
}

TEST_F(EngineTest, RefusesAMissingAndADamagedModel) {
    EngineOptions missing = options();
    missing.model = folder_ / "missing.safetensors";
    EXPECT_THROW(Engine{missing}, ModelError);

    EngineOptions damaged = options();
    damaged.model = folder_ / "truncated.safetensors";
    fs::copy_file(model_, damaged.model);
    fs::resize_file(damaged.model, fs::file_size(model_) / 2);
    EXPECT_THROW(Engine{damaged}, ModelError);
}

TEST_F(EngineTest, ShippedModelIsTheOneTheEnvironmentNames) {
    ::setenv("SONOMASK_MODEL", model_.c_str(), 1);
    EXPECT_EQ(shippedModel(), model_);
    EngineOptions default_model = options();
    default_model.model.clear();
    EXPECT_EQ(Engine(default_model).model().file, model_);
    ::unsetenv("SONOMASK_MODEL");
}

}  // namespace
}  // namespace sonomask::segmentation
