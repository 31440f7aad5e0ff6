#include "evaluation/csv.h"

#include <gmock/gmock.h>

#include "base/csv_text.h"
#include "base/error.h"

namespace sonomask::evaluation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> fieldsOf(std::string_view line) {
    return parseCsv(line, "table.csv").at(0).fields;
}

std::string errorOf(std::string_view text) {
    try {
        parseCsv(text, "table.csv");
    } catch (const ReadError& error) {
        return error.what();
    }
    return "no error";
}

TEST(Csv, SplitsAtCommasAndKeepsEmptyFields) {
    EXPECT_THAT(fieldsOf("a,,c,"), ElementsAre("a", "", "c", ""));
}

TEST(Csv, QuotedFieldsHoldCommasQuotesAndLineBreaks) {
    EXPECT_THAT(fieldsOf("\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\""),
                ElementsAre("a,b", "say \"yes\"", "two\nlines"));
}

TEST(Csv, AcceptsWindowsLinesByteOrderMarkAndBlankLines) {
    const auto records = parseCsv(
        "\xef\xbb\xbf"
        "a,b\r\n\r\n1,\"2\"\r\n",
        "table.csv");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_THAT(records[0].fields, ElementsAre("a", "b"));
    EXPECT_THAT(records[1].fields, ElementsAre("1", "2"));
    EXPECT_EQ(records[1].line, 3);
}

TEST(Csv, CountsLinesAcrossQuotedLineBreaks) {
    const auto records = parseCsv("\"one\ntwo\",x\nnext,y", "table.csv");
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[1].line, 3);
}

TEST(Csv, NamesTheLineOfAnOpenQuote) {
    EXPECT_THAT(errorOf("a,b\n1,\"never closed\n2,3\n"), HasSubstr("line 2 has a quote"));
}

TEST(Csv, NamesTheLineOfAStrayQuote) {
    EXPECT_THAT(errorOf("a,b\n1,5\" wide\n"), HasSubstr("line 2 has a quote in the middle"));
    EXPECT_THAT(errorOf("a,b\n\"1\"x,2\n"), HasSubstr("line 2 has text after a quoted field"));
}

TEST(Csv, WrittenFieldsAreReadBackAsTheyWere) {
    for (const std::string value : {"plain", "a,b", "\"", "line\r\nbreak", ""})
        EXPECT_THAT(fieldsOf(csvField(value) + ",end"), ElementsAre(value, "end"));
}

}  // namespace
}  // namespace sonomask::evaluation
