#include "support/faults.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "support/faulty_calls.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiller = ".filler";
constexpr int kPage = 4096;
constexpr int kUnavailable = 7;

void writeLine(const char* file, const std::string& line) {
    std::ofstream(file) << line;
}

/// A mount namespace of our own; without root by way of a user namespace.
bool enterNamespace() {
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    if (user == 0) {
        if (::unshare(CLONE_NEWNS) != 0) return false;
    } else {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
        writeLine("/proc/self/setgroups", "deny");
        writeLine("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
        writeLine("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    }
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

/// Fills the disk down to `pages_left` free pages.
void fillDisk(const fs::path& folder, int pages_left) {
    const fs::path filler = folder / kFiller;
    const int file = ::open(filler.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const std::string page(kPage, 'x');
    off_t size = 0;
    while (::write(file, page.data(), page.size()) == kPage) size += kPage;
    if (::ftruncate(file, size - off_t{kPage} * pages_left) != 0) std::abort();
    ::close(file);
}

bool arrange(Fault fault, const fs::path& folder) {
    if (fault == Fault::FileLimit) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{512, 512};
        return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
    }
    if (fault == Fault::WriteError || fault == Fault::FlushError) {
        failCalls(fault == Fault::WriteError ? FaultyCall::Write : FaultyCall::Flush);
        return true;
    }
    if (fault == Fault::None) return true;
    if (!enterNamespace()) return false;
    if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=128k") != 0) return false;
    if (fault == Fault::DiskFull) fillDisk(folder, 0);
    if (fault == Fault::ShortDisk) fillDisk(folder, 1);
    if (fault == Fault::ReadOnly)
        return ::mount("tmpfs", folder.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0;
    return true;
}

/// The class and the message of the error, one a line.
std::string outcomeOf(const std::function<void(const fs::path&)>& work, const fs::path& folder) {
    try {
        work(folder);
        return "\n\n";
    } catch (const WriteError& error) {
        return std::string("WriteError\n") + error.what() + "\n";
    } catch (const std::exception& error) {
        return std::string("other\n") + error.what() + "\n";
    }
}

void sendAll(int pipe, const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        const ssize_t count = ::write(pipe, text.data() + sent, text.size() - sent);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

[[noreturn]] void runChild(Fault fault, const std::function<void(const fs::path&)>& work,
                           const fs::path& folder, int pipe) {
    if (!arrange(fault, folder)) ::_exit(kUnavailable);
    std::string report = outcomeOf(work, folder);
    failCalls(FaultyCall::None);
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.path().filename() != kFiller && !entry.is_directory())
            files.push_back(fs::relative(entry.path(), folder).string());
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) report += file + "\n";
    sendAll(pipe, report);
    ::_exit(0);
}

std::string receiveAll(int pipe) {
    std::string text;
    char buffer[4096];
    for (ssize_t count = 0; (count = ::read(pipe, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    return text;
}

}  // namespace

FaultOutcome runWithFault(Fault fault, const std::function<void(const fs::path& folder)>& work) {
    const TemporaryFolder folder;
    int pipe[2];
    if (::pipe(pipe) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) runChild(fault, work, folder.path(), pipe[1]);
    ::close(pipe[1]);
    std::istringstream report(receiveAll(pipe[0]));
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    FaultOutcome outcome;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kUnavailable) return outcome;
    outcome.available = true;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        outcome.error = "crash";
        return outcome;
    }
    std::getline(report, outcome.error);
    std::getline(report, outcome.message);
    for (std::string file; std::getline(report, file);) outcome.files.push_back(file);
    return outcome;
}

}  // namespace sonomask::test
