#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace sonomask::workflow {

/// Brings a file's written bytes to the disk from a thread of its own, so that nobody waits for the
/// disk. Requests that come while it works are served together.
class BackgroundSync {
  public:
    /// `descriptor` must stay open as long as this object lives.
    explicit BackgroundSync(int descriptor);
    /// Serves what was requested, then ends.
    ~BackgroundSync();
    BackgroundSync(const BackgroundSync&) = delete;
    BackgroundSync& operator=(const BackgroundSync&) = delete;

    void request();
    /// errno of a flush that failed since the last call, 0 if none did.
    int takeError() noexcept { return error_.exchange(0); }

  private:
    void work(const std::stop_token& stop);

    int descriptor_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    bool requested_ = false;
    std::atomic<int> error_ = 0;
    std::jthread thread_;
};

}  // namespace sonomask::workflow
