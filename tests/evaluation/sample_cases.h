#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "evaluation/evaluate.h"
#include "support/temporary_folder.h"

namespace sonomask::evaluation {

/// Five pictures of 40×40 whose results are known by hand, and a predictor for them.
///
/// | case     | data set | reference        | prediction              | counts TP, FP, FN  |
/// | exact    | alpha    | 10×10            | the same                | 100, 0, 0          |
/// | shifted  | alpha    | 10×10            | 5 to the right          | 50, 50, 50         |
/// | missed   | beta     | 10×10            | nothing                 | 0, 0, 100          |
/// | clean    | beta     | none             | nothing                 | 0, 0, 0            |
/// | mistaken | beta     | none             | 4×5                     | 0, 20, 0           |
class SampleCases {
  public:
    SampleCases();

    std::filesystem::path folder() const { return folder_.path(); }
    std::filesystem::path table() const { return folder_.path() / "cases.csv"; }
    std::filesystem::path masks() const { return folder_.path() / "predicted"; }
    std::vector<Case> cases() const { return readCases(table()); }

    /// Knows each picture by its name.
    static cv::Mat predict(const Frame& frame);

  private:
    void add(const std::string& row, const std::string& id, const cv::Rect& mass);

    test::TemporaryFolder folder_;
    std::string rows_;
};

}  // namespace sonomask::evaluation
