#include "training/run_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask::training {
namespace {

using test::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

TEST(RunLog, ForgetsWhatAResumedRunDoesAgain) {
    const TemporaryFolder folder;
    RunLog first(folder.path(), 0);
    for (int step = 0; step < 10; ++step) first.add(StepRecord{step, 1.0 / (step + 1)});
    first.add(ValidationRecord{4, 0.5, 0.8, 0.75});
    first.add(ValidationRecord{9, 0.5, 0.8, 0.85});
    first.write();

    RunLog second(folder.path(), 5);
    second.add(StepRecord{5, 0.125});
    second.write();
    const auto steps = test::readText(folder / "steps.csv");
    EXPECT_THAT(steps, HasSubstr("\n4,0.2,"));
    EXPECT_THAT(steps, HasSubstr("\n5,0.125,"));
    EXPECT_THAT(steps, Not(HasSubstr("\n6,")));
    const auto validation = test::readText(folder / "validation.csv");
    EXPECT_THAT(validation, HasSubstr("\n4,0.5,0.8,0.75"));
    EXPECT_THAT(validation, Not(HasSubstr("\n9,")));
}

TEST(RunLog, KeepsOneValidationForEachStep) {
    const TemporaryFolder folder;
    RunLog log(folder.path(), 0);
    log.add(ValidationRecord{4, 0.5, 0.8, 0.25});
    log.add(ValidationRecord{4, 0.5, 0.8, 0.75});
    log.write();
    const auto text = test::readText(folder / "validation.csv");
    EXPECT_THAT(text, HasSubstr("\n4,0.5,0.8,0.75"));
    EXPECT_THAT(text, Not(HasSubstr("0.25")));
}

TEST(RunLog, RefusesATableOfSomebodyElse) {
    const TemporaryFolder folder;
    test::writeText(folder / "steps.csv", "name,age\nx,1\n");
    EXPECT_THROW(RunLog(folder.path(), 5), ReadError);
}

TEST(RunLog, DrawsOnePointForEachStep) {
    std::vector<StepRecord> steps;
    for (int step = 0; step < 7; ++step) steps.push_back({step, 2.0});
    const auto svg = drawnCurve(steps, {});
    EXPECT_THAT(svg, HasSubstr("<svg"));
    const auto begin = svg.find("points=\"") + 8;
    const auto points = svg.substr(begin, svg.find('"', begin) - begin);
    EXPECT_EQ(std::count(points.begin(), points.end(), ','), 7);
    EXPECT_THAT(drawnCurve({}, {}), HasSubstr("</svg>"));
}

}  // namespace
}  // namespace sonomask::training
