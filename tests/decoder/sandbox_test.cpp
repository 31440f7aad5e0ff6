// What the sandbox takes away; each in a process of its own, as it cannot be given back.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <functional>
#include <new>

#include "decoder/sandbox.h"

namespace sonomask::test {
namespace {

constexpr std::uint64_t kMemory = std::uint64_t{1} << 30;
constexpr int kUnrestricted = 99;

/// The exit code of a process that enters the sandbox and does `work`.
int inSandbox(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        const bool restricted = decoder::enterSandbox(kMemory).empty();
        ::_exit(restricted ? work() : kUnrestricted);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

void expectRefused(const std::function<int()>& call) {
    const int result = inSandbox([&] { return call() < 0 && errno == EPERM ? 0 : 1; });
    if (result == kUnrestricted) GTEST_SKIP() << "system calls cannot be restricted here";
    EXPECT_EQ(result, 0);
}

TEST(Sandbox, RefusesToWriteFiles) {
    expectRefused([] { return ::open("/tmp/sonomask-sandbox-test", O_WRONLY | O_CREAT, 0600); });
}

TEST(Sandbox, RefusesToRemoveFiles) {
    expectRefused([] { return ::unlink("/tmp/sonomask-sandbox-test"); });
}

TEST(Sandbox, RefusesTheNetwork) {
    expectRefused([] { return ::socket(AF_INET, SOCK_STREAM, 0); });
}

TEST(Sandbox, RefusesNewProcesses) {
    expectRefused([] { return static_cast<int>(::fork()); });
}

TEST(Sandbox, RefusesOtherPrograms) {
    expectRefused([] { return ::execl("/bin/true", "true", nullptr); });
}

TEST(Sandbox, LetsFilesBeRead) {
    const int result = inSandbox([] { return ::open("/proc/self/exe", O_RDONLY) >= 0 ? 0 : 1; });
    EXPECT_TRUE(result == 0 || result == kUnrestricted);
}

TEST(Sandbox, LimitsMemory) {
    const int result = inSandbox([] {
        void* block = ::operator new(2 * kMemory, std::nothrow);
        return block == nullptr ? 0 : 1;
    });
    EXPECT_TRUE(result == 0 || result == kUnrestricted);
}

}  // namespace
}  // namespace sonomask::test
