#include "decoder/fork_server.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/progress.h"

namespace sonomask::decoder {
namespace {

/// Loading the libraries from a cold disk, on a busy machine, takes its time; no file has a part in
/// it yet.
constexpr std::chrono::seconds kStartLimit{120};
constexpr std::chrono::milliseconds kLookForStop{20};

}  // namespace

StartedDecoder ForkServer::startDecoder(std::uint64_t memory_limit, const std::stop_token& stop) {
    std::unique_lock lock(mutex_, std::defer_lock);
    while (!lock.try_lock_for(kLookForStop)) throwIfStopped(stop);
    const std::filesystem::path program = decoderProgram();
    try {
        if (template_ && program == program_) return copyTemplate(memory_limit, stop);
        if (awaited_) (void)await({});  // a copy of another program
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception&) {
        // It was ended or stopped, by the system or by hand: another takes its place.
    }
    try {
        template_ = std::make_unique<ChildProcess>(program);
        program_ = program;
        return copyTemplate(memory_limit, stop);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& problem) {
        const std::string end = template_ ? template_->end() : std::string();
        template_.reset();
        throw ReadError(
            "the program that reads files does not start: " + (end.empty() ? problem.what() : end),
            program, "Install Sonomask again.");
    }
}

StartedDecoder ForkServer::copyTemplate(std::uint64_t memory_limit, const std::stop_token& stop) {
    if (awaited_ && awaited_->memory_limit != memory_limit) (void)await(stop);
    if (!awaited_) order(memory_limit);
    return await(stop);
}

void ForkServer::order(std::uint64_t memory_limit) {
    Channel::TimeLeft left = kStartLimit;
    auto [ours, theirs] = Channel::makePair();
    template_->channel().send(std::to_string(memory_limit), theirs.get(), left);
    // Should the copy end, nobody holds its end of the socket: `theirs` goes here.
    awaited_ = {memory_limit, Channel(std::move(ours))};
}

/// After a stop the copy stays awaited: only its greeting tells which process is to be ended.
StartedDecoder ForkServer::await(const std::stop_token& stop) {
    try {
        Channel::TimeLeft left = kStartLimit;
        const auto greeting = nlohmann::json::parse(awaited_->channel.receive(left, stop).text);
        StartedDecoder started{std::make_unique<ChildProcess>(greeting.at("process").get<pid_t>(),
                                                              std::move(awaited_->channel)),
                               greeting.at("missing_protection").get<std::vector<std::string>>()};
        awaited_.reset();
        return started;
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        awaited_.reset();
        throw;
    }
}

}  // namespace sonomask::decoder
