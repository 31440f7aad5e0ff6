#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "decoder/worker.h"

namespace sonomask::decoder {

/// The decoders of this process, started when first needed.
class Pool {
  public:
    /// The one pool; its decoders end with the program.
    static Pool& instance();

    /// A worker for as long as this object lives.
    class Lease {
      public:
        Lease(Pool& pool, Worker& worker) : pool_(pool), worker_(worker) {}
        ~Lease() { pool_.giveBack(worker_); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Worker* operator->() const { return &worker_; }
        Worker& operator*() const { return worker_; }

      private:
        Pool& pool_;
        Worker& worker_;
    };

    /// Waits for an idle worker: by preference the one that served `clip` last, then one that runs.
    /// Throws `Cancelled`.
    Lease take(long long clip, const std::stop_token& stop);

    long long newClipId() { return ++clip_ids_; }
    void countRequest() { ++requests_; }
    Statistics statistics() const { return {requests_, restarts_}; }

  private:
    Pool();
    void giveBack(Worker& worker);

    std::atomic<std::uint64_t> requests_ = 0;
    std::atomic<std::uint64_t> restarts_ = 0;
    std::atomic<long long> clip_ids_ = 0;
    ForkServer fork_server_;
    std::mutex mutex_;
    std::condition_variable_any returned_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::vector<Worker*> idle_;
};

}  // namespace sonomask::decoder
