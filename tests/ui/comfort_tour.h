#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "ui/main_window.h"

namespace sonomask::test {

using Shot = std::function<void(QWidget&, const std::string& name)>;

/// Pictures of the guide, the preferences, a term's evidence, the comparison of two readers and the
/// export for training. A clip with a mass is in view; the masks of another reader lie in `masks`.
void tourComfort(ui::MainWindow& window, const std::filesystem::path& masks, const Shot& shot);

}  // namespace sonomask::test
