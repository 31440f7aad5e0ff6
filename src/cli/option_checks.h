#pragma once

#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

namespace sonomask::cli {

/// The number that the whole of `text` is, where it lies within the range; neither "nan" nor "inf"
/// does. Throws `CLI::ValidationError`.
double numberFrom(const std::string& text, double low, double high);

/// Takes what `numberFrom` takes. CLI11's own checks let "nan" through.
CLI::Validator numberBetween(double low, double high);

/// Takes whole numbers within the range.
CLI::Validator wholeNumberBetween(int low, int high);

/// Takes a seed: a whole number of 64 bits without a sign. CLI11 would wrap others round.
CLI::Validator seedNumber();

/// Takes the name of a file to write that ends so (".csv"): what is named by mistake, a picture or
/// a folder, is left alone.
CLI::Validator fileEndingIn(const std::string& ending);

/// "auto, cpu or cuda".
std::string listOf(const std::vector<std::string>& names);

/// Takes one of these names and gives CLI11 the number of the name's value. CLI11's own transformer
/// takes the bare numbers, too, and speaks of them in its messages.
CLI::Validator oneOf(std::vector<std::pair<std::string, int>> choices);

/// Adds an option that takes the names of the values of `Choice`.
template <typename Choice>
void addChoice(CLI::App& command, const std::string& option, Choice& target,
               const std::vector<std::pair<std::string, Choice>>& choices) {
    std::vector<std::string> names;
    std::vector<std::pair<std::string, int>> numbers;
    for (const auto& [name, value] : choices) {
        names.push_back(name);
        numbers.emplace_back(name, static_cast<int>(value));
    }
    command.add_option(option, target, listOf(names))->transform(oneOf(std::move(numbers)));
}

}  // namespace sonomask::cli
