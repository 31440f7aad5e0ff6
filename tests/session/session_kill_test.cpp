#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "session/random_edits.h"
#include "session/session_script.h"
#include "support/temporary_folder.h"
#include "workflow/session.h"

namespace sonomask::workflow {
namespace {

/// Runs the writing process, kills it after `delay` and gives the number of steps that it said were
/// done.
int stepsUntilKilled(const std::filesystem::path& folder, unsigned seed,
                     std::chrono::microseconds delay) {
    int pipe_ends[2];
    if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
    const std::string program = SESSION_WRITER, place = folder, number = std::to_string(seed);
    char* arguments[] = {const_cast<char*>(program.c_str()), const_cast<char*>(place.c_str()),
                         const_cast<char*>(number.c_str()), nullptr};
    pid_t process = 0;
    const int failed =
        posix_spawn(&process, program.c_str(), &actions, nullptr, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe_ends[1]);
    if (failed) return -1;

    // Starting takes most of the time: the delay counts from the first step.
    std::string said(1, '\0');
    if (::read(pipe_ends[0], said.data(), 1) != 1) said.clear();
    std::this_thread::sleep_for(delay);
    ::kill(process, SIGKILL);
    ::waitpid(process, nullptr, 0);
    char buffer[4096];
    for (ssize_t count; (count = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(count));
    ::close(pipe_ends[0]);
    return static_cast<int>(std::count(said.begin(), said.end(), '\n'));
}

TEST(SessionKill, LosesAtMostTheChangeInProgress) {
    std::mt19937 delays(1);
    int most_steps = 0;
    for (unsigned seed = 0; seed < 30; ++seed) {
        test::TemporaryFolder folder;
        const std::chrono::microseconds delay(delays() % 60000);
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
