#include "decoder/worker.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/error.h"
#include "decoder/messages.h"

namespace sonomask::decoder {
namespace {

namespace fs = std::filesystem;

/// Loading the libraries from a cold disk, on a busy machine, takes its time; no file has a part in
/// it yet.
constexpr std::chrono::seconds kStartLimit{120};
constexpr const char* kRemedy =
    "The file is damaged or made to do harm; copy or export it again from its source.";

bool hasEnded(pid_t id) {
    siginfo_t state{};
    const int asked = ::waitid(P_PID, static_cast<id_t>(id), &state, WEXITED | WNOHANG | WNOWAIT);
    return asked != 0 || state.si_pid == id;
}

}  // namespace

void Worker::start(const Options& options) {
    child_.reset();
    const fs::path program = decoderProgram();
    try {
        child_ = std::make_unique<ChildProcess>(
            program, std::vector<std::string>{std::to_string(options.memory_limit)});
        const Message greeting = child_->channel().receive(Channel::Clock::now() + kStartLimit);
        missing_ = nlohmann::json::parse(greeting.text)
                       .at("missing_protection")
                       .get<std::vector<std::string>>();
    } catch (const std::runtime_error& problem) {
        const std::string end = child_ ? child_->end() : std::string();
        child_.reset();
        throw ReadError(
            "the program that reads files does not start: " + (end.empty() ? problem.what() : end),
            program, "Install Sonomask again.");
    }
}

void Worker::startUnlessAlive(const Options& options) {
    if (child_ && !hasEnded(child_->id())) return;
    if (child_) ++restarts_;  // ended while idle, by the system or by hand
    start(options);
}

Answer Worker::ask(const nlohmann::json& request, const Descriptor& file, const fs::path& path,
                   const Options& options) {
    startUnlessAlive(options);
    Answer answer;
    try {
        const auto deadline = Channel::Clock::now() + options.time_limit;
        child_->channel().send(wireText(request), file.get(), deadline);
        Message message = child_->channel().receive(deadline, options.stop);
        answer = {nlohmann::json::parse(message.text), std::move(message.descriptor)};
        if (!answer.json.is_object()) throw ChannelClosed("it answers nonsense");
    } catch (const Cancelled&) {
        child_.reset();  // its late answer would be taken for that to the next request
        throw;
    } catch (const ChannelTimeout&) {
        failByTime(path, options);
    } catch (const std::exception&) {
        failByDeath(path);
    }
    if (answer.json.contains("error"))
        throw ReadError(answer.json.value("error", ""), path, answer.json.value("remedy", ""));
    return answer;
}

void Worker::failByDeath(const fs::path& path) {
    const std::string how = child_->end();
    child_.reset();
    ++restarts_;
    throw DecoderDied("cannot be read: the decoder ended with " + how, path, kRemedy);
}

void Worker::failByTime(const fs::path& path, const Options& options) {
    child_.reset();
    ++restarts_;
    const auto seconds = std::chrono::duration<double>(options.time_limit).count();
    char text[80];
    std::snprintf(text, sizeof text, "cannot be read within %.3g seconds", seconds);
    throw ReadError(text, path, kRemedy);
}

std::vector<std::string> Worker::missingProtection(const Options& options) {
    startUnlessAlive(options);
    return missing_;
}

}  // namespace sonomask::decoder
