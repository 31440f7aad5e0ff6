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

}  // namespace
}  // namespace sonomask
