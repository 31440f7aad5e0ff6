#pragma once

namespace sonomask::training {

/// Sets LibTorch's threads on the CPU; 0, or more than there are cores, = one for each core. To be
/// called before the first operation.
void setThreads(int threads);

}  // namespace sonomask::training
