#include "workflow/session_sync.h"

#include <unistd.h>

#include <cerrno>

namespace sonomask::workflow {

BackgroundSync::BackgroundSync(int descriptor)
    : descriptor_(descriptor), thread_([this](const std::stop_token& stop) { work(stop); }) {}

BackgroundSync::~BackgroundSync() = default;  // jthread asks for the stop and waits

void BackgroundSync::request() {
    {
        const std::lock_guard lock(mutex_);
        requested_ = true;
    }
    wake_.notify_one();
}

void BackgroundSync::work(const std::stop_token& stop) {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, stop, [this] { return requested_; });
            if (!requested_) return;  // asked to stop, and nothing left to do
            requested_ = false;
        }
        if (::fsync(descriptor_) != 0) error_ = errno;
    }
}

}  // namespace sonomask::workflow
