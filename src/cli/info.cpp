#include <iostream>
#include <memory>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "cli/command_line.h"
#include "cli/describe_clip.h"
#include "workflow/open.h"

namespace sonomask::cli {
namespace {

using nlohmann::json;

struct InfoArguments {
    std::vector<std::filesystem::path> files;
    std::string json_target;
};

void printTicks(const json& ticks) {
    if (ticks.is_null()) return;
    std::cout << "  depth scale: " << ticks["count"] << " ticks every "
              << ticks["period_px"].get<double>() << " pixels at the "
              << ticks["side"].get<std::string>() << " (confidence "
              << ticks["confidence"].get<double>()
              << "); measure --tick-mm says how far apart they are\n";
}

void printLine(const json& file) {
    if (file["status"] == "failed") {
        std::cerr << file["reason"].get<std::string>() << "\n";
        return;
    }
    std::cout << file["file"].get<std::string>() << ": " << file["format"].get<std::string>()
              << ", " << file["width"] << " x " << file["height"] << ", " << file["frames"]
              << " frame(s)";
    for (const json& region : file["calibration"]["regions"])
        if (!region["spacing"].is_null())
            std::cout << ", " << region["spacing"]["x_mm"] << " x " << region["spacing"]["y_mm"]
                      << " mm per pixel";
    std::cout << "\n";
    printTicks(file["depth_ticks"]);
    for (const json& warning : file["warnings"])
        std::cout << "  warning: " << warning.get<std::string>() << "\n";
}

json describeFile(const std::filesystem::path& file) {
    try {
        json result = describeClip(workflow::openClip(file));
        result["status"] = "ok";
        return result;
    } catch (const std::exception& error) {
        return {{"file", file.string()}, {"status", "failed"}, {"reason", error.what()}};
    }
}

void runInfo(const InfoArguments& arguments, Outcome& outcome) {
    json files = json::array();
    for (const auto& file : arguments.files) {
        files.push_back(describeFile(file));
        if (files.back()["status"] == "failed") outcome.exit_code = kSomeFailed;
        if (arguments.json_target.empty()) printLine(files.back());
    }
    if (!arguments.json_target.empty())
        writeJson({{"files", std::move(files)}}, arguments.json_target);
}

}  // namespace

void addInfo(CLI::App& app, Outcome& outcome) {
    auto arguments = std::make_shared<InfoArguments>();
    CLI::App* command = app.add_subcommand("info", "Say what files hold: size, frames, scale");
    command->add_option("files", arguments->files, "Images, videos or DICOM files")->required();
    addJsonOption(*command, arguments->json_target);
    command->callback([arguments, &outcome] { runInfo(*arguments, outcome); });
}

}  // namespace sonomask::cli
