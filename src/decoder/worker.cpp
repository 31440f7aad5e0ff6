#include "decoder/worker.h"

#include "base/error.h"
#include "base/number_text.h"
#include "decoder/messages.h"

namespace sonomask::decoder {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRemedy =
    "The file is damaged or made to do harm; copy or export it again from its source.";

}  // namespace

void Worker::startUnlessAlive(const Options& options) {
    if (child_ && !child_->hasEnded()) return;
    if (child_) ++restarts_;  // ended while idle, by the system or by hand
    child_.reset();
    StartedDecoder started = fork_server_.startDecoder(options.memory_limit, options.stop);
    child_ = std::move(started.process);
    missing_ = std::move(started.missing_protection);
}

Answer Worker::ask(const nlohmann::json& request, const Descriptor& file, const fs::path& path,
                   const Options& options) {
    startUnlessAlive(options);
    Answer answer;
    std::optional<Refusal> refusal;
    try {
        Channel::TimeLeft left = options.time_limit;
        child_->channel().send(wireText(request), file.get(), left);
        Message message = child_->channel().receive(left, options.stop);
        answer = {answerFromText(message.text), std::move(message.descriptor)};
        refusal = refusalIn(answer.json);
    } catch (const Cancelled&) {
        child_.reset();  // its late answer would be taken for that to the next request
        throw;
    } catch (const ChannelTimeout&) {
        failByTime(path, options);
    } catch (const std::exception&) {
        failByDeath(path);
    }
    if (refusal) throw ReadError(refusal->reason, path, refusal->remedy);
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
    throw ReadError("cannot be read within " + shortText(seconds) + " seconds", path, kRemedy);
}

std::vector<std::string> Worker::missingProtection(const Options& options) {
    startUnlessAlive(options);
    return missing_;
}

}  // namespace sonomask::decoder
