#include "decoder/child_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "decoder/protocol.h"

namespace sonomask::decoder {
namespace {

namespace fs = std::filesystem;

constexpr const char* kProgramName = "sonomask-decoder";

/// The parent's environment, with OpenCV and FFmpeg told to keep quiet, and OpenBLAS, which comes
/// with OpenCV, to start no threads.
std::vector<std::string> childEnvironment() {
    std::vector<std::string> environment{"OPENCV_LOG_LEVEL=SILENT", "OPENCV_FFMPEG_LOGLEVEL=-8",
                                         "OPENBLAS_NUM_THREADS=1"};
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!text.starts_with("OPENCV_") && !text.starts_with("OPENBLAS_"))
            environment.emplace_back(text);
    }
    return environment;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// Ctrl-C goes to all processes of a terminal. A decoder that ended by it would leave a blameless
/// file as one that cannot be read: it ends with us.
sigset_t signalsOfThePerson() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) ::sigaddset(&signals, signal);
    return signals;
}

pid_t spawn(const fs::path& program, int socket) {
    std::vector<std::string> arguments{program.string()};
    std::vector<std::string> environment = childEnvironment();
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, socket, kChildSocket);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    const sigset_t ours = signalsOfThePerson();
    ::posix_spawnattr_setsigmask(&attributes, &ours);
    pid_t id = -1;
    const int error = ::posix_spawn(&id, program.c_str(), &actions, &attributes,
                                    pointersTo(arguments).data(), pointersTo(environment).data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw ChannelClosed(std::string("it cannot be started: ") + strerror(error));
    return id;
}

}  // namespace

ChildProcess::ChildProcess(const fs::path& program) : channel_(Descriptor()) {
    auto [ours, theirs] = Channel::makePair();
    // Were their end at the child's number already, dup2 would leave it to close on exec.
    if (theirs.get() == kChildSocket)
        theirs.reset(::fcntl(theirs.get(), F_DUPFD_CLOEXEC, kChildSocket + 1));
    id_ = spawn(program, theirs.get());
    channel_ = Channel(std::move(ours));
}

ChildProcess::~ChildProcess() {
    end();
}

bool ChildProcess::hasEnded() const {
    siginfo_t state{};
    const int asked = ::waitid(P_PID, static_cast<id_t>(id_), &state, WEXITED | WNOHANG | WNOWAIT);
    return asked != 0 || state.si_pid == id_;
}

std::string ChildProcess::end() {
    if (id_ < 0) return {};
    int status = 0;
    // One that ended by itself tells how; any other is killed.
    if (::waitpid(id_, &status, WNOHANG) == 0) {
        ::kill(id_, SIGKILL);
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
    }
    id_ = -1;
    if (WIFSIGNALED(status))
        return "signal " + std::to_string(WTERMSIG(status)) + " (" + strsignal(WTERMSIG(status)) +
               ")";
    return "exit status " + std::to_string(WEXITSTATUS(status));
}

fs::path decoderProgram() {
    if (const char* path = std::getenv("SONOMASK_DECODER_PATH"); path != nullptr && *path != '\0')
        return path;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path() / kProgramName;
    if (!fs::exists(program, error))
        throw ReadError("the program that reads files is missing", program,
                        "Install Sonomask again, or name it by SONOMASK_DECODER_PATH.");
    return program;
}

}  // namespace sonomask::decoder
