#include "training/run_log.h"

#include <array>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"

namespace sonomask::training {
namespace {

namespace fs = std::filesystem;

constexpr auto kStepColumns = "step,loss,cross_entropy,dice,tversky,presence,distillation,rate";
constexpr auto kValidationColumns = "step,threshold,minimal_score,mean_dice,false_mass_share,merit";

/// The rows of a table of N numbers each; none where the file does not exist.
template <std::size_t N>
std::vector<std::array<double, N>> readTable(const fs::path& file, const std::string& columns) {
    std::vector<std::array<double, N>> rows;
    std::ifstream stream(file);
    if (!stream) return rows;
    std::string line;
    std::getline(stream, line);
    bool understood = line == columns;
    while (understood && std::getline(stream, line)) {
        std::istringstream fields(line);
        std::array<double, N> row{};
        for (std::size_t i = 0; i < N; ++i) {
            understood = understood && bool(fields >> row[i]);
            fields.ignore();  // the comma
        }
        rows.push_back(row);
    }
    if (!understood)
        throw ReadError("is not the log of a run", file, "Choose another output folder.");
    return rows;
}

}  // namespace

RunLog::RunLog(fs::path folder, int first_step) : folder_(std::move(folder)) {
    if (first_step == 0) return;
    for (const auto& r : readTable<8>(folder_ / "steps.csv", kStepColumns))
        if (r[0] < first_step)
            steps_.push_back({int(r[0]), r[1], r[2], r[3], r[4], r[5], r[6], r[7]});
    for (const auto& r : readTable<6>(folder_ / "validation.csv", kValidationColumns))
        if (r[0] <= first_step) validations_.push_back({int(r[0]), r[1], r[2], r[3], r[4], r[5]});
}

void RunLog::add(const ValidationRecord& record) {
    if (!validations_.empty() && validations_.back().step == record.step) validations_.pop_back();
    validations_.push_back(record);
}

void RunLog::write() const {
    std::ostringstream steps;
    steps.precision(9);
    steps << kStepColumns << '\n';
    for (const auto& r : steps_)
        steps << r.step << ',' << r.loss << ',' << r.cross_entropy << ',' << r.dice << ','
              << r.tversky << ',' << r.presence << ',' << r.distillation << ',' << r.rate << '\n';
    writeFileAtomically(folder_ / "steps.csv", steps.str());

    std::ostringstream validations;
    validations.precision(9);
    validations << kValidationColumns << '\n';
    for (const auto& r : validations_)
        validations << r.step << ',' << r.threshold << ',' << r.minimal_score << ',' << r.mean_dice
                    << ',' << r.false_mass_share << ',' << r.merit << '\n';
    writeFileAtomically(folder_ / "validation.csv", validations.str());
    writeFileAtomically(folder_ / "loss.svg", drawnCurve(steps_, validations_));
}

}  // namespace sonomask::training
