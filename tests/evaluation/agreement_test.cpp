#include "evaluation/agreement.h"

#include <cmath>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

using Ratings = std::vector<std::pair<std::string, std::string>>;

/// 20 both yes, 5 yes/no, 10 no/yes, 15 both no: the textbook table with κ = 0.4.
Ratings textbookRatings() {
    Ratings ratings;
    ratings.insert(ratings.end(), 20, {"yes", "yes"});
    ratings.insert(ratings.end(), 5, {"yes", "no"});
    ratings.insert(ratings.end(), 10, {"no", "yes"});
    ratings.insert(ratings.end(), 15, {"no", "no"});
    return ratings;
}

TEST(Agreement, GivesTheTextbookKappa) {
    const AgreementTable table({"yes", "no"}, textbookRatings());
    EXPECT_EQ(table.count(0, 1), 5);
    EXPECT_EQ(table.count(1, 0), 10);
    EXPECT_DOUBLE_EQ(table.observedAgreement(), 0.7);
    EXPECT_NEAR(table.kappa(), 0.4, 1e-12);
}

TEST(Agreement, IsOneForEqualAndNegativeForOppositeRaters) {
    const std::vector<std::string> classes{"oval", "round"};
    EXPECT_DOUBLE_EQ(AgreementTable(classes, {{"oval", "oval"}, {"round", "round"}}).kappa(), 1);
    EXPECT_DOUBLE_EQ(AgreementTable(classes, {{"oval", "round"}, {"round", "oval"}}).kappa(), -1);
}

TEST(Agreement, IsUndefinedWithoutRatingsOrWithoutVariety) {
    EXPECT_TRUE(std::isnan(AgreementTable({"a", "b"}, {}).kappa()));
    EXPECT_TRUE(std::isnan(AgreementTable({"a", "b"}, {{"a", "a"}, {"a", "a"}}).kappa()));
}

TEST(Agreement, RefusesARatingOutsideTheClasses) {
    EXPECT_THROW(AgreementTable({"a", "b"}, {{"a", "c"}}), ConfigError);
}

}  // namespace
}  // namespace sonomask::evaluation
