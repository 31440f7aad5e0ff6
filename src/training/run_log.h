#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sonomask::training {

/// One step of a run.
struct StepRecord {
    int step = 0;
    double loss = 0;
    double cross_entropy = 0;
    double dice = 0;
    double tversky = 0;
    double presence = 0;
    double distillation = 0;
    double rate = 0;
};

/// One validation of a run, at the threshold that was best.
struct ValidationRecord {
    int step = 0;
    double threshold = 0;
    double minimal_score = 0;
    double mean_dice = 0;
    double false_mass_share = 0;
    double merit = 0;  ///< `ValidationResult::best`
};

/// The course of a run as two tables, `steps.csv` and `validation.csv`, and a drawing, `loss.svg`.
class RunLog {
  public:
    /// Takes up the tables of `folder` as they were before `first_step`, so that a resumed run has
    /// each step once. Throws `ReadError` for tables that are not ours.
    RunLog(std::filesystem::path folder, int first_step);

    void add(const StepRecord& record) { steps_.push_back(record); }
    /// Replaces the last one when it is of the same step: a finished run that is run again.
    void add(const ValidationRecord& record);

    /// Writes the three files. Throws `WriteError`.
    void write() const;

  private:
    std::filesystem::path folder_;
    std::vector<StepRecord> steps_;
    std::vector<ValidationRecord> validations_;
};

/// A drawing of the loss (smoothed) and of the validation Dice over the steps, as SVG text.
std::string drawnCurve(const std::vector<StepRecord>& steps,
                       const std::vector<ValidationRecord>& validations);

}  // namespace sonomask::training
