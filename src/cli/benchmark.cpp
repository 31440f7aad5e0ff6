#include <cerrno>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

#include <nlohmann/json.hpp>
#include <opencv2/dnn.hpp>

#include "base/error.h"
#include "base/processor.h"
#include "cli/benchmark_folder.h"
#include "cli/benchmark_machine.h"
#include "cli/benchmark_timing.h"
#include "cli/command_line.h"
#include "cli/option_checks.h"
#include "export/pictures.h"
#include "network/graph.h"
#include "onnx/write.h"
#include "phantom/random_scene.h"
#include "phantom/render.h"
#include "preprocess/preprocess.h"
#include "segmentation/forward_pass.h"
#include "segmentation/gemm_rate.h"
#include "workflow/file_list.h"
#include "workflow/open.h"
#include "workflow/segment.h"

namespace sonomask::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using segmentation::PrecisionChoice;

struct BenchmarkArguments {
    segmentation::EngineOptions engine;
    fs::path input;
    int runs = 20;
    int folder_images = 0;  ///< 0: no folder is measured
    bool opencv = false;
    std::string json_target;
};

/// A folder for the files that are written and read while measuring.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = (fs::temp_directory_path() / "sonomask-benchmark-XXXXXX").string();
        if (!::mkdtemp(name.data())) failToWrite(name, errno);
        path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    fs::path operator/(const std::string& name) const { return path_ / name; }

  private:
    fs::path path_;
};

/// The steps of one picture from the file to the mask's file, each timed.
class Pipeline {
  public:
    Pipeline(const BenchmarkArguments& arguments, const fs::path& file, const fs::path& mask_file)
        : file_(file),
          mask_file_(mask_file),
          engine_(load_.time([&] { return segmentation::Engine(arguments.engine); })),
          forward_(resolved(arguments.engine), engine_.model().preprocessing.size) {}

    void run() {
        whole_.time([this] { runStages(); });
    }

    json result() const {
        json stages = json::object();
        for (const auto& [name, timings] : stages_) stages[name] = timings.json();
        return {{"load_model", load_.json()}, {"stages", std::move(stages)},
                {"whole", whole_.json()},     {"frames_per_second", 1000.0 / whole_.quantile(0.5)},
                {"device", engine_.device()}, {"precision", engine_.precision()}};
    }

    const segmentation::ModelInfo& model() const { return engine_.model(); }

  private:
    /// The options with what the engine came to.
    segmentation::EngineOptions resolved(segmentation::EngineOptions options) const {
        options.model = engine_.model().file;
        options.precision = segmentation::precisionNamed(engine_.precision());
        return options;
    }

    /// All but the network works on this thread, while the network's others wait a few
    /// milliseconds for more by counting: that is no work of the stage that follows.
    template <typename Work>
    auto timeHere(const char* stage, Work&& work) {
        return stages_[stage].time(std::forward<Work>(work), Counted::ThisThread);
    }

    void runStages() {
        const auto& info = engine_.model();
        const Frame frame = timeHere("open", [&] { return workflow::openClip(file_).frame(0); });
        const auto input = timeHere(
            "preprocess", [&] { return preprocess::preprocess(frame, info.preprocessing); });
        const cv::Mat map = stages_["network"].time(
            [&] { return forward_.run(std::span(&input.pixels, 1)).front(); });
        const auto findings = timeHere("postprocess", [&] {
            const segmentation::ProbabilityMap probability{map, input.transform,
                                                           input.ultrasound_region_in_frame};
            return workflow::findingsFrom(probability, frame, segmentation::settingsOf(info));
        });
        timeHere("encode", [&] {
            report::writePng(mask_file_, segmentation::maskOf(workflow::lesionsOf(findings),
                                                              findings.frame_size));
        });
    }

    fs::path file_;
    fs::path mask_file_;
    Timings load_;
    segmentation::Engine engine_;
    segmentation::ForwardPass forward_;
    std::map<std::string, Timings> stages_;
    Timings whole_;
};

/// The network alone in each precision that the device has, in turn, so that a machine that grows
/// slower while measuring slows all of them.
class Networks {
  public:
    Networks(const BenchmarkArguments& arguments, const fs::path& model, int size)
        : threads_(arguments.engine.threads), picture_(size, size, CV_32FC1) {
        cv::randu(picture_, 0.0, 1.0);
        for (const PrecisionChoice precision : {PrecisionChoice::Fp32, PrecisionChoice::Bf16,
                                                PrecisionChoice::Fp16, PrecisionChoice::Int8}) {
            const std::string name = nameOf(precision);
            segmentation::EngineOptions options = arguments.engine;
            options.model = model;
            options.precision = precision;
            try {
                passes_[name] = std::make_unique<segmentation::ForwardPass>(options, size);
            } catch (const ConfigError&) {
                passes_[name] = nullptr;  // the machine has not got it: null in the result
            }
        }
        if (arguments.opencv) loadOpenCv(model, size);
    }

    void run() {
        for (auto& [name, pass] : passes_)
            if (pass) timings_[name].time([&] { pass->run(std::span(&picture_, 1)); });
        if (!opencv_.empty()) runOpenCv();
    }

    void forget() { timings_.clear(); }

    json result() const {
        json result = json::object();
        for (const auto& [name, pass] : passes_) result[name] = nullptr;
        for (const auto& [name, timings] : timings_) result[name] = timings.json();
        return result;
    }

  private:
    void runOpenCv() {
        cv::setNumThreads(threads_);
        timings_["opencv_dnn_fp32"].time([&] {
            opencv_.setInput(cv::dnn::blobFromImage(picture_));
            opencv_.forward();
        });
        cv::setNumThreads(1);
    }

    void loadOpenCv(const fs::path& model, int size) {
        const ScratchFolder folder;
        auto graph = network::loadGraph(model).logits_at_stride4;
        onnx::writeModel(folder / "model.onnx", network::withProbability(std::move(graph)), size,
                         {"benchmark", ""});
        opencv_ = cv::dnn::readNetFromONNX((folder / "model.onnx").string());
    }

    int threads_;
    cv::Mat picture_;
    std::map<std::string, std::unique_ptr<segmentation::ForwardPass>> passes_;
    cv::dnn::Net opencv_;
    std::map<std::string, Timings> timings_;
};

/// What the convolutions alone would take at the speed of a large matrix product.
json floorOf(const fs::path& model, int size, int threads, const json& network_ms) {
    const auto graph = network::loadGraph(model).logits_at_stride4;
    const double operations = network::floatingPointOperations(graph, size, size);
    json result = {{"gflop", operations / 1e9}};
    for (const char* precision : {"fp32", "bf16"}) {
        const auto rate = segmentation::gemmRate(precision, threads);
        if (!rate || network_ms[precision].is_null()) {
            result[precision] = nullptr;
            continue;
        }
        const double floor_ms = operations / *rate * 1e3;
        result[precision] = {
            {"gemm_gflops", *rate / 1e9},
            {"floor_ms", floor_ms},
            {"share_of_floor", floor_ms / network_ms[precision]["median"].get<double>()}};
    }
    return result;
}

fs::path phantomPicture(const ScratchFolder& folder, int patient) {
    const auto drawn = phantom::drawCase(1, patient, 0, {.frame_size = {800, 600}});
    const fs::path file = folder / ("frame" + std::to_string(patient) + ".png");
    report::writePng(file, phantom::render(drawn.scene).frame.pixels);
    return file;
}

/// The picture or the folder's files that were named, else simulated patients; one at least.
std::vector<fs::path> picturesOf(const fs::path& input, const ScratchFolder& scratch) {
    constexpr int kPatients = 4;
    std::vector<fs::path> pictures;
    if (fs::is_directory(input)) {
        pictures = workflow::listFiles({input}).files;
        if (pictures.empty()) throw ReadError("holds no files", input, "Name another folder.");
    } else if (!input.empty()) {
        pictures = {input};
    } else {
        for (int patient = 1; patient <= kPatients; ++patient)
            pictures.push_back(phantomPicture(scratch, patient));
    }
    return pictures;
}

json measure(BenchmarkArguments arguments) {
    if (arguments.engine.threads == 0) arguments.engine.threads = availableProcessors();
    cv::setNumThreads(1);  // as `segment` does
    const ScratchFolder folder;
    const std::vector<fs::path> pictures = picturesOf(arguments.input, folder);
    Pipeline pipeline(arguments, pictures.front(), folder / "mask.png");
    const int size = pipeline.model().preprocessing.size;
    Networks networks(arguments, pipeline.model().file, size);
    constexpr int kWarmUps = 2;
    for (int i = 0; i < kWarmUps; ++i) networks.run();
    networks.forget();
    for (int i = 0; i < arguments.runs; ++i) {
        networks.run();
        pipeline.run();
    }
    json result = pipeline.result();
    result["unit"] = "ms";
    result["model"] = pipeline.model().architecture;
    result["picture"] = size;
    result["threads"] = arguments.engine.threads;
    result["network_ms"] = networks.result();
    result["peak_memory_bytes"] = peakMemoryBytes();
    result["floor"] =
        floorOf(pipeline.model().file, size, arguments.engine.threads, result["network_ms"]);
    if (arguments.folder_images > 0)
        result["folder"] = measureFolder(arguments.engine, pictures, arguments.folder_images,
                                         arguments.engine.threads, folder / "folder");
    result["cpu"] = describeCpu();
    return result;
}

void print(const json& result) {
    const auto line = [](const std::string& name, const json& timings) {
        if (timings.is_null()) return;
        std::printf("%-22s %9.1f %9.1f %9.1f\n", name.c_str(), timings["min"].get<double>(),
                    timings["median"].get<double>(), timings["p99"].get<double>());
    };
    std::cout << result["model"].get<std::string>() << ", " << result["device"].get<std::string>()
              << " " << result["precision"].get<std::string>() << ", " << result["threads"]
              << " thread(s)\n";
    std::printf("%-22s %9s %9s %9s\n", "ms", "min", "median", "p99");
    for (const auto& [name, timings] : result["stages"].items()) line(name, timings);
    line("whole", result["whole"]);
    for (const auto& [name, timings] : result["network_ms"].items())
        line("network " + name, timings);
    for (const char* precision : {"fp32", "bf16"})
        if (const json& floor = result["floor"][precision]; !floor.is_null())
            std::printf("%s: the arithmetic alone takes %.1f ms, %.0f %% of the median\n",
                        precision, floor["floor_ms"].get<double>(),
                        100 * floor["share_of_floor"].get<double>());
    if (!result.contains("folder")) return;
    const json& folder = result["folder"];
    std::printf("folder of %d: %.1f images/s, %.2f of the network alone (processor time: %.2f)\n",
                folder["images"].get<int>(), folder["images_per_second"].get<double>(),
                folder["ratio"].get<double>(), folder["cpu_ratio"].get<double>());
}

}  // namespace

void addBenchmark(CLI::App& app, Outcome&) {
    auto arguments = std::make_shared<BenchmarkArguments>();
    CLI::App* command = app.add_subcommand("benchmark", "Measure this machine: each stage, whole");
    addEngineOptions(*command, arguments->engine);
    command->add_option("--threads", arguments->engine.threads, "Of one pass (default: all cores)")
        ->check(wholeNumberBetween(1, 256));
    command->add_option("--input", arguments->input,
                        "A still picture, or a folder of them (default: simulated ones)");
    command->add_option("--runs", arguments->runs, "How often each thing is measured")
        ->check(wholeNumberBetween(1, 1000000))
        ->capture_default_str();
    command
        ->add_option("--folder", arguments->folder_images,
                     "Also a folder of so many pictures, against the network alone")
        ->check(wholeNumberBetween(1, 1000000));
    command->add_flag("--opencv", arguments->opencv,
                      "Compare with OpenCV's DNN on the exported model");
    addJsonOption(*command, arguments->json_target);
    command->callback([arguments] {
        const json result = measure(*arguments);
        if (arguments->json_target.empty())
            print(result);
        else
            writeJson(result, arguments->json_target);
    });
}

}  // namespace sonomask::cli
