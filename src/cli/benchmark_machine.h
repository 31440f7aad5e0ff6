#pragma once

#include <cstdint>

#include <nlohmann/json_fwd.hpp>

namespace sonomask::cli {

/// The CPU's name, number of processors, and which of the instruction sets it has that matter for
/// a network's speed.
nlohmann::json describeCpu();

/// The most memory that this process has held so far; 0 where the system does not tell.
std::uint64_t peakMemoryBytes();

/// Whose processor time counts, besides that of the living children.
enum class Counted { AllThreads, ThisThread };

/// Processor time since it was made, by the decoders' processes as well.
class ProcessorWatch {
  public:
    explicit ProcessorWatch(Counted counted = Counted::AllThreads);

    double seconds() const;

  private:
    Counted counted_;
    double children_;
    double own_;
};

}  // namespace sonomask::cli
