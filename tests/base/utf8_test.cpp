#include "base/utf8.h"

#include <gtest/gtest.h>

namespace sonomask {
namespace {

TEST(Utf8, TakesTheCharactersOfEveryLength) {
    for (const char* text :
         {"", "a", "Ger\xC3\xA4t", "\xE8\x82\xBF\xE5\x9D\x97", "\xF0\x9F\x99\x82"})
        EXPECT_TRUE(isUtf8(text)) << text;
}

TEST(Utf8, SaysHowFarTheTextIsWellFormed) {
    EXPECT_EQ(utf8Length("Ger\xE4t"), 3U);
    EXPECT_EQ(utf8Length("\xC3\xA4\xE8\x82"), 2U) << "cut short";
    EXPECT_EQ(utf8Length("a\xC0\x80"), 1U) << "longer than need be";
    EXPECT_EQ(utf8Length("a\xED\xA0\x80"), 1U) << "half a pair";
    EXPECT_EQ(utf8Length("a\xF4\x90\x80\x80"), 1U) << "beyond Unicode";
    EXPECT_EQ(utf8Length("\xFF\xFE"), 0U);
}

}  // namespace
}  // namespace sonomask
