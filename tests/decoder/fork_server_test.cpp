#include "decoder/fork_server.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <cstdint>
#include <stop_token>

#include "base/error.h"
#include "support/own_processes.h"

namespace sonomask::test {
namespace {

constexpr std::uint64_t kMemory = std::uint64_t{3} << 30;

TEST(ForkServer, GoesOnWhenTheProgramThatItCopiesIsKilled) {
    decoder::ForkServer server;
    const auto first = server.startDecoder(kMemory);
    killDecoders();
    const auto second = server.startDecoder(kMemory);
    EXPECT_TRUE(first.process->hasEnded());
    EXPECT_FALSE(second.process->hasEnded());
}

TEST(ForkServer, IsNotWaitedForAfterAStop) {
    decoder::ForkServer server;
    const auto first = server.startDecoder(kMemory);
    signalDecoders(SIGSTOP);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(server.startDecoder(kMemory, stop.get_token()), Cancelled);
    signalDecoders(SIGCONT);
}

TEST(ForkServer, LeavesNoProcessBehindThatNobodyEnds) {
    const std::size_t before = decoders().size();
    {
        decoder::ForkServer server;
        const auto first = server.startDecoder(kMemory);
        std::stop_source stop;
        stop.request_stop();
        EXPECT_THROW(server.startDecoder(kMemory, stop.get_token()), Cancelled);
        (void)server.startDecoder(kMemory / 2);
    }
    EXPECT_EQ(decoders().size(), before);
}

}  // namespace
}  // namespace sonomask::test
