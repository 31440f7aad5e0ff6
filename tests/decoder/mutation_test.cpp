// Mutations of sound files: each is answered, by frames or by an error, in time. SONOMASK_MUTATIONS
// sets how many, SONOMASK_MUTATION_SEED repeats a run, SONOMASK_MUTATION_FOLDER keeps those that
// the decoder did not survive.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "base/error.h"
#include "decoder/decoder.h"
#include "mutations.h"
#include "support/temporary_folder.h"

namespace sonomask::test {
namespace {

std::uint64_t fromEnvironment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Errors are counted by their words; numbers in them differ from file to file.
std::string classOf(const std::string& reason) {
    std::string words;
    for (const char c : reason)
        if ((c < '0' || c > '9') && words.size() < 60) words += c;
    return words;
}

/// What became of one input, by class; the input is kept when the decoder had to be replaced.
std::string outcomeOf(const std::filesystem::path& file, const std::string& keep_as) {
    const std::uint64_t restarts = decoder::statistics().restarts;
    std::string outcome = "shown";
    try {
        const decoder::Options options;  // the separate process, whatever the environment says
        const Clip clip = decoder::openClip(file, options);
        (void)clip.frame(0);
        (void)clip.frame(clip.frameCount() - 1);
    } catch (const ReadError& error) {
        outcome = classOf(error.reason());
    }
    const char* folder = std::getenv("SONOMASK_MUTATION_FOLDER");
    if (folder != nullptr && decoder::statistics().restarts > restarts)
        std::filesystem::copy_file(file, std::filesystem::path(folder) / keep_as);
    return outcome;
}

TEST(Mutations, AreEachAnsweredInTime) {
    const std::uint64_t count = fromEnvironment("SONOMASK_MUTATIONS", 200);
    const std::uint64_t seed = fromEnvironment("SONOMASK_MUTATION_SEED", std::random_device{}());
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    const std::vector<Bytes> sound = soundFiles();
    const TemporaryFolder folder;
    const std::uint64_t restarts = decoder::statistics().restarts;
    std::map<std::string, int> classes;
    for (std::uint64_t i = 0; i < count; ++i) {
        writeBytes(folder / "mutation", mutated(sound[i % sound.size()], random));
        const auto begin = std::chrono::steady_clock::now();
        ++classes[outcomeOf(folder / "mutation", std::to_string(seed) + "-" + std::to_string(i))];
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(16))
            << "input " << i;
    }
    for (const auto& [reason, times] : classes) std::printf("%6d %s\n", times, reason.c_str());
    std::printf("%llu decoder restarts in %llu inputs\n",
                static_cast<unsigned long long>(decoder::statistics().restarts - restarts),
                static_cast<unsigned long long>(count));
}

}  // namespace
}  // namespace sonomask::test
