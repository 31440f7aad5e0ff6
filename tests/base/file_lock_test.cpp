#include "base/file_lock.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temporary_folder.h"

namespace sonomask {
namespace {

TEST(FileLock, KeepsOthersAwayAsLongAsItLives) {
    const test::TemporaryFolder folder;
    {
        const FileLock lock(folder / "file");
        EXPECT_THROW(FileLock(folder / "file"), WriteError);
    }
    EXPECT_NO_THROW(FileLock(folder / "file"));
}

TEST(FileLock, SaysThatItsFileCannotBeMade) {
    EXPECT_THROW(FileLock("/nowhere/at/all"), WriteError);
}

}  // namespace
}  // namespace sonomask
