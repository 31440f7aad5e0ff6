#include "imaging/person_name.h"

#include <gtest/gtest.h>

namespace sonomask {
namespace {

TEST(PersonName, IsFamilyAndGivenNames) {
    EXPECT_EQ(personName("Muster^Anna^Maria"), "Muster, Anna Maria");
    EXPECT_EQ(personName("Muster ^^ ^Dr"), "Muster");
    EXPECT_EQ(personName("^Anna"), "Anna");
    EXPECT_EQ(personName(""), "");
}

TEST(PersonName, IsTheFirstGroupThatHoldsOne) {
    EXPECT_EQ(personName("Wang^XiaoDong=王^小東="), "Wang, XiaoDong");
    EXPECT_EQ(personName("=王^小東"), "王 小東");
    EXPECT_EQ(personName("^^=^=やまだ^たろう"), "やまだ たろう");
}

}  // namespace
}  // namespace sonomask
