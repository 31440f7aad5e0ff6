#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace sonomask::test {

/// What is wrong with the place that is written to.
enum class Fault {
    None,
    DiskFull,    ///< not a byte more fits
    ShortDisk,   ///< one page still fits, then the disk is full in the middle of a write
    ReadOnly,    ///< a read-only file system, so that it stops root too
    FileLimit,   ///< files may not grow beyond 512 bytes
    WriteError,  ///< the disk reports an error (EIO) when it is written to
    FlushError,  ///< ... when what was written is to reach it
};

/// How a piece of work ended in such a place.
struct FaultOutcome {
    bool available = false;          ///< false where this machine does not let us make the fault
    std::string error;               ///< "", "WriteError" or another class of error
    std::string message;             ///< of the error
    std::vector<std::string> files;  ///< what the work left in the folder, sorted
};

/// Runs `work` in a process of its own, with a folder on a small file system of its own that has
/// the fault. Uses mount namespaces; `available` tells whether they are to be had.
FaultOutcome runWithFault(Fault fault,
                          const std::function<void(const std::filesystem::path& folder)>& work);

/// From now on the `count`-th allocation of a page or more by this thread's `new` fails, once: 0 is
/// the next one.
/// Only in programs that link `sonomask_test_faults`.
void failAllocation(int count);

}  // namespace sonomask::test
