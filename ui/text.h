#pragma once

#include <filesystem>

#include <QString>

#include "imaging/clip.h"

namespace sonomask::ui {

/// A path as the window shows and keeps it, and back; lossless for UTF-8 names.
QString fromPath(const std::filesystem::path& path);
std::filesystem::path toPath(const QString& text);

QString fromUtf8(const std::string& text);

/// A sentence about a file without the file's own name in front, for places that name it anyway.
QString withoutPath(const std::string& reason, const std::filesystem::path& file);

/// A number for the person at the screen: `decimals` digits after the point, in her locale.
QString number(double value, int decimals);

/// "YYYYMMDD" (DICOM DA, PS3.5 6.2) as a date in the person's locale; other texts as they are.
QString dateText(const std::string& dicom_date);

/// `sonomask::personName`: "Family^Given^Middle" as "Family, Given Middle".
QString personName(const std::string& dicom_name);

/// "1:05" for 65 s, "2 h 10 min" from an hour on.
QString durationText(double seconds);

/// The row's title of a clip: its file name.
QString clipTitle(const ClipInfo& clip);

/// "DICOM · 800 × 600 · 120 frames".
QString clipDetails(const ClipInfo& clip);

}  // namespace sonomask::ui
