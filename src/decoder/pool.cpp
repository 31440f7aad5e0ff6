#include "decoder/pool.h"

#include <algorithm>

#include "base/processor.h"

namespace sonomask::decoder {
namespace {

constexpr int kMostAtWork = 4;
/// A file that hangs its decoder must not hold up the others.
constexpr int kSpare = 1;

}  // namespace

Pool& Pool::instance() {
    static Pool pool;
    return pool;
}

Pool::Pool() {
    const int count = std::min(availableProcessors(), kMostAtWork) + kSpare;
    for (int i = 0; i < count; ++i) {
        workers_.push_back(std::make_unique<Worker>(fork_server_, restarts_));
        idle_.push_back(workers_.back().get());
    }
}

Pool::Lease Pool::take(long long clip, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!returned_.wait(lock, stop, [&] { return !idle_.empty(); })) throw Cancelled();
    auto best = std::find_if(idle_.begin(), idle_.end(),
                             [&](const Worker* worker) { return worker->latest_clip == clip; });
    if (best == idle_.end())
        best = std::find_if(idle_.begin(), idle_.end(),
                            [](const Worker* worker) { return worker->running(); });
    if (best == idle_.end()) best = idle_.begin();
    Worker& worker = **best;
    idle_.erase(best);
    worker.latest_clip = clip;
    return {*this, worker};
}

void Pool::giveBack(Worker& worker) {
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(&worker);
    }
    returned_.notify_one();
}

}  // namespace sonomask::decoder
