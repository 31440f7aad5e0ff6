#include "base/json.h"

#include <gtest/gtest.h>

#include <string>

namespace sonomask {
namespace {

std::string nested(int levels) {
    return std::string(static_cast<std::size_t>(levels), '[') +
           std::string(static_cast<std::size_t>(levels), ']');
}

TEST(ParseJson, ReadsADocument) {
    EXPECT_EQ(parseJson(R"({"a": [1, 2]})"), (nlohmann::json{{"a", {1, 2}}}));
    EXPECT_FALSE(parseJson(nested(kMaximalJsonNesting)).is_discarded());
}

TEST(ParseJson, DiscardsWhatIsNotJson) {
    for (const char* text : {"", "{", "[1, 2", "nonsense", "{\"a\": 1} x", "\xFF\xFE"})
        EXPECT_TRUE(parseJson(text).is_discarded()) << text;
}

TEST(ParseJson, DiscardsNestingThatWouldEndTheProcess) {
    EXPECT_TRUE(parseJson(nested(kMaximalJsonNesting + 2)).is_discarded());
    EXPECT_TRUE(parseJson(nested(1'000'000)).is_discarded());
    EXPECT_TRUE(parseJson(std::string(1'000'000, '[')).is_discarded());
}

TEST(ParseJson, SkipsCommentsOnlyWhereItIsAskedTo) {
    const char* const text = "{\"a\": 1 /* one */}";
    EXPECT_TRUE(parseJson(text).is_discarded());
    EXPECT_EQ(parseJson(text, JsonComments::Skipped), (nlohmann::json{{"a", 1}}));
}

TEST(WholeNumber, TakesWhatTheTypeHolds) {
    EXPECT_EQ(wholeNumber<int>(nlohmann::json::parse("-12")), -12);
    EXPECT_EQ(wholeNumber<std::uint16_t>(nlohmann::json::parse("65535")), 65535);
    EXPECT_EQ(wholeNumber<std::uint64_t>(nlohmann::json::parse("18446744073709551615")),
              18446744073709551615u);
}

TEST(WholeNumber, RefusesWhatItDoesNot) {
    for (const char* text : {"1.5", "1e38", "2147483648", "-2147483649", "true", "null", "\"1\""})
        EXPECT_THROW(wholeNumber<int>(nlohmann::json::parse(text)), nlohmann::json::type_error)
            << text;
    EXPECT_THROW(wholeNumber<std::uint32_t>(nlohmann::json::parse("-1")),
                 nlohmann::json::type_error);
}

}  // namespace
}  // namespace sonomask
