#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sonomask::evaluation {

/// One record of a CSV file and the line on which it starts (the first line is 1).
struct CsvRecord {
    int line = 0;
    std::vector<std::string> fields;
};

/// Reads comma-separated values (RFC 4180): quoted fields may hold commas, doubled quotes and line
/// breaks; lines may end with LF or CRLF; a UTF-8 byte-order mark and blank lines are skipped.
/// Throws `ReadError` naming `file` and the line where a quote is left open or stray.
std::vector<CsvRecord> parseCsv(std::string_view text, const std::filesystem::path& file);

}  // namespace sonomask::evaluation
