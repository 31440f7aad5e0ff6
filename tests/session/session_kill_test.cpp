#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "session/random_edits.h"
#include "session/session_script.h"
#include "support/temporary_folder.h"
#include "workflow/session.h"

namespace sonomask::workflow {
namespace {

/// Works on a session without end and writes a byte into `pipe_end` after each step.
[[noreturn]] void workOnAndOn(const std::filesystem::path& folder, unsigned seed, int pipe_end) {
    std::mt19937 random(seed);
    Session session = Session::open(test::fixtureSource(), folder);
    while (true) {
        test::scriptStep(session, random);
        if (::write(pipe_end, ".", 1) != 1) ::_exit(1);
    }
}

/// Lets another process work, kills it after `delay` and gives the number of steps it has done.
int stepsUntilKilled(const std::filesystem::path& folder, unsigned seed,
                     std::chrono::microseconds delay) {
    int pipe_ends[2];
    if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return -1;
    const pid_t process = ::fork();
    if (process < 0) return -1;
    if (process == 0) workOnAndOn(folder, seed, pipe_ends[1]);
    ::close(pipe_ends[1]);

    char byte = 0;  // the delay counts from the first step
    int steps = static_cast<int>(::read(pipe_ends[0], &byte, 1));
    std::this_thread::sleep_for(delay);
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
    char buffer[4096];
    for (ssize_t count; (count = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
        steps += static_cast<int>(count);
    ::close(pipe_ends[0]);
    return steps;
}

TEST(SessionKill, LosesAtMostTheChangeInProgress) {
    cv::setNumThreads(1);  // a fork takes no other threads along
    std::mt19937 delays(1);
    int most_steps = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
        test::TemporaryFolder folder;
        const std::chrono::microseconds delay(delays() % 30000);
        const int done = stepsUntilKilled(folder.path(), seed, delay);
        ASSERT_GT(done, 0);
        most_steps = std::max(most_steps, done);

        std::mt19937 random(seed);
        Session expected(test::fixtureSource());
        for (int i = 0; i < done; ++i) test::scriptStep(expected, random);
        const SessionState before = expected.state();
        test::scriptStep(expected, random);
        const Session restored = Session::open(test::fixtureSource(), folder.path());
        EXPECT_TRUE(restored.state() == before || restored.state() == expected.state())
            << "seed " << seed << ", killed after " << done << " steps";
    }
    EXPECT_GT(most_steps, 10) << "the process must have had work in hand when it was killed";
}

}  // namespace
}  // namespace sonomask::workflow
