#pragma once

#include <span>

namespace sonomask::ui {

// Sentences that the core writes and the window shows, for the translators (context
// "sonomask::core"). %1, %2 and so on, in this order, stand for what the core fills in. Of those
// with something filled in the first that fits is taken: the general ones stand last.

/// Why a file cannot be read, or not as it should be.
std::span<const char* const> fileSentences();

/// All else; to be tried after those of files.
std::span<const char* const> coreSentences();

}  // namespace sonomask::ui
