#include "base/progress.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sonomask {
namespace {

TEST(Progress, ReachesTheCallback) {
    Progress seen;
    reportProgress([&](const Progress& now) { seen = now; }, 3, 8, "frame 3");
    EXPECT_EQ(seen.done, 3U);
    EXPECT_EQ(seen.total, 8U);
    EXPECT_EQ(seen.step, "frame 3");
}

TEST(Progress, AnEmptyCallbackIsAllowed) {
    EXPECT_NO_THROW(reportProgress({}, 1, 2));
}

TEST(Stop, ThrowsOnlyOnceAsked) {
    std::stop_source source;
    EXPECT_NO_THROW(throwIfStopped(source.get_token()));
    EXPECT_NO_THROW(throwIfStopped({}));
    source.request_stop();
    EXPECT_THROW(throwIfStopped(source.get_token()), Cancelled);
}

}  // namespace
}  // namespace sonomask
