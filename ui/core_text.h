#pragma once

#include <string>

#include <QString>

#include "workflow/file_list.h"

namespace sonomask::ui {

/// A sentence of the core - the reason of an error, a warning, a note on scale, a BI-RADS word - in
/// the window's language. The core speaks English only; `core_sentences.cpp` lists its sentences
/// for the translators. One that is not in the list stays as it is.
QString coreText(const QString& english);
QString coreText(const std::string& english);

/// Why a file could not be used, for a place that names the file anyway.
QString coreText(const workflow::SkippedFile& skipped);

}  // namespace sonomask::ui
