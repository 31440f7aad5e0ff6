#include "base/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace sonomask {
namespace {

using testing::HasSubstr;

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

/// What a document read piece by piece leaves, and the pieces.
std::pair<nlohmann::json, std::vector<nlohmann::json>> pieces(const std::string& text) {
    std::istringstream in(text);
    std::vector<nlohmann::json> taken;
    const auto take = [&](nlohmann::json& piece) { taken.push_back(piece); };
    nlohmann::json rest = parseJson(in, "files", take);
    return {rest, taken};
}

TEST(ParseJsonPiecewise, HandsOverTheObjectsOfTheNamedArrayAndNoOthers) {
    const auto [rest, taken] = pieces(
        R"({"a": [{"files": [{}]}], "files": [{"x": 1}, 2, {"y": {"files": [{"z": 3}]}}],
            "b": {"files": [{}]}, "c": [{}]})");
    EXPECT_EQ(rest, nlohmann::json::parse(R"({"a": [{"files": [{}]}], "files": [2],
                                              "b": {"files": [{}]}, "c": [{}]})"));
    EXPECT_EQ(taken, (std::vector<nlohmann::json>{
                         {{"x", 1}}, nlohmann::json::parse(R"({"y": {"files": [{"z": 3}]}})")}));
}

TEST(ParseJsonPiecewise, ReadsOtherDocumentsAsTheyAre) {
    for (const char* text : {R"({"files": {"a": {"b": 1}}})", R"([[{"files": 1}]])", "3"}) {
        const auto [rest, taken] = pieces(text);
        EXPECT_EQ(rest, nlohmann::json::parse(text));
        EXPECT_TRUE(taken.empty()) << text;
    }
}

TEST(ParseJsonPiecewise, GivesWhatStoodBeforeTheDamage) {
    const auto [rest, taken] = pieces(R"({"files": [{"x": 1}, {"x": 2}, {"x": )");
    EXPECT_TRUE(rest.is_discarded());
    EXPECT_EQ(taken, (std::vector<nlohmann::json>{{{"x", 1}}, {{"x", 2}}}));
    const std::string deep = R"({"files": [{"x": )" + nested(kMaximalJsonNesting) + "}]}";
    EXPECT_TRUE(pieces(deep).first.is_discarded());
}

std::string refusalOf(std::string_view written) {
    try {
        parseWrittenJson(written);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "not refused";
}

TEST(ParseWrittenJson, SkipsComments) {
    const char* const text = "{\"a\": 1 /* one */}";
    EXPECT_TRUE(parseJson(text).is_discarded());
    EXPECT_EQ(parseWrittenJson(text), (nlohmann::json{{"a", 1}}));
}

TEST(ParseWrittenJson, NamesTheLineThatIsWrong) {
    EXPECT_THAT(refusalOf("{\n  \"a\": 1,\n  b: 2\n}"), HasSubstr("JSON: line 3, column 3"));
    EXPECT_THAT(refusalOf(""), HasSubstr("line 1"));
    EXPECT_THAT(refusalOf("[1e999]"), HasSubstr("1e999"));
    EXPECT_THAT(refusalOf(nested(kMaximalJsonNesting + 2)), HasSubstr("nests deeper"));
}

TEST(ParseWrittenJson, NamesTheKeyThatIsThereTwice) {
    EXPECT_THAT(refusalOf(R"({"a": {"b": 1, "c": 2, "b": 3}})"), HasSubstr("\"b\""));
    EXPECT_EQ(refusalOf(R"({"a": [{"b": 1}, {"b": 2}], "b": 3})"), "not refused");
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

TEST(NumberWithin, SaysWhatItMustBe) {
    const auto refusal = [](const nlohmann::json& value) -> std::string {
        try {
            wholeNumberWithin(value, "batch", 2, 4096);
            numberWithin(value, "batch", 0.5, 5);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return "not refused";
    };
    EXPECT_EQ(refusal(3), "not refused");
    for (const auto& value : {nlohmann::json(1), nlohmann::json(2.9), nlohmann::json(4e9),
                              nlohmann::json("3"), nlohmann::json(true), nlohmann::json()})
        EXPECT_EQ(refusal(value), "batch must be a whole number from 2 to 4096") << value;
    EXPECT_EQ(refusal(6), "batch must be a number from 0.5 to 5");
}

}  // namespace
}  // namespace sonomask
