#include "evaluation/cases.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "base/error.h"
#include "base/utf8.h"
#include "evaluation/csv.h"
#include "imaging/mask.h"
#include "imaging/reader.h"

namespace sonomask::evaluation {
namespace {

namespace fs = std::filesystem;

std::string readText(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!(text << stream.rdbuf()))
        throw ReadError("cannot be read, or is empty", file, "Check the path of the case table.");
    return text.str();
}

/// Spreadsheets write Latin-1 or UTF-16 where they are not told otherwise; no report holds either.
void requireUtf8(const std::string& text, const fs::path& table) {
    const std::size_t length = utf8Length(text);
    if (length == text.size()) return;
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(length);
    throw ReadError(
        "is not UTF-8 (row " + std::to_string(1 + std::count(text.begin(), end, '\n')) + ")", table,
        "Save it as CSV UTF-8.");
}

/// Blanks after a comma are there for the eye.
std::vector<std::string> trimmed(std::vector<std::string> fields) {
    constexpr auto kBlanks = " \t\r\n";
    for (std::string& field : fields) {
        field.erase(0, field.find_first_not_of(kBlanks));
        field.erase(field.find_last_not_of(kBlanks) + 1);
    }
    return fields;
}

std::string lowerCase(std::string text) {
    for (char& letter : text)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return text;
}

/// The columns of a table: takes the fields of a record by their names.
class RowReader {
  public:
    RowReader(std::vector<std::string> columns, fs::path table)
        : columns_(trimmed(std::move(columns))), table_(std::move(table)) {
        requireOnce();
        for (const char* name : {"dataset", "case_id", "image", "mask", "split"})
            if (std::find(columns_.begin(), columns_.end(), name) == columns_.end())
                throw ReadError(
                    "has no column \"" + std::string(name) + "\"", table_,
                    "The first line of a case table names its columns" + separatorHint() + ".");
    }

    Case read(const CsvRecord& record) const {
        const std::vector<std::string> values = trimmed(record.fields);
        if (values.size() != columns_.size())
            fail(record.line, "has " + std::to_string(values.size()) + " fields instead of " +
                                  std::to_string(columns_.size()));
        std::map<std::string, std::string> fields;
        for (std::size_t i = 0; i < columns_.size(); ++i) fields[columns_[i]] = values[i];
        const auto take = [&](const std::string& name) {
            const auto node = fields.extract(name);
            return node.empty() ? std::string() : node.mapped();
        };
        const auto required = [&](const std::string& name) {
            std::string value = take(name);
            if (value.empty()) fail(record.line, "has no " + name);
            return value;
        };
        Case item;
        item.row = record.line;
        item.table = table_;
        item.dataset = required("dataset");
        item.id = required("case_id");
        item.image = table_.parent_path() / required("image");
        item.mask = table_.parent_path() / required("mask");
        item.split = required("split");
        item.label = labelOf(take("label"), record.line);
        item.patient = take("patient");
        item.device = take("device");
        item.spacing = spacingOf(take("pixel_spacing_mm"), take("pixel_spacing_y_mm"), record.line);
        item.others = std::move(fields);
        return item;
    }

    [[noreturn]] void fail(int row, const std::string& what) const {
        throw ReadError("row " + std::to_string(row) + " " + what, table_,
                        "Correct the row and start again.");
    }

  private:
    /// A spreadsheet may leave columns without a name; those are nobody's.
    void requireOnce() const {
        std::set<std::string> known;
        for (const std::string& name : columns_)
            if (!name.empty() && !known.insert(name).second)
                throw ReadError("names the column \"" + name + "\" twice", table_,
                                "Remove or rename one of the two.");
    }

    /// Spreadsheets of many countries write semicolons.
    std::string separatorHint() const {
        const std::string& first = columns_.front();
        const bool other = first.find_first_of(";\t") != std::string::npos;
        return other ? ", with commas between: save it as CSV with commas" : "";
    }

    /// What is compared letter by letter later on has one spelling.
    std::string labelOf(const std::string& text, int row) const {
        const std::string label = lowerCase(text);
        for (const char* known : {"", "benign", "malignant", "normal"})
            if (label == known) return label;
        fail(row, "has the label \"" + text + "\": a label is benign, malignant, normal or empty");
    }

    double positive(const std::string& text, int row) const {
        double value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = error == std::errc() && end == text.data() + text.size();
        if (!whole || !std::isfinite(value) || value <= 0)
            fail(row, "gives a pixel spacing that is not a positive number: \"" + text + "\"");
        return value;
    }

    std::optional<PixelSpacing> spacingOf(const std::string& x, const std::string& y,
                                          int row) const {
        if (x.empty() && y.empty()) return std::nullopt;
        if (x.empty()) fail(row, "gives pixel_spacing_y_mm without pixel_spacing_mm");
        const double x_mm = positive(x, row);
        return PixelSpacing{x_mm, y.empty() ? x_mm : positive(y, row)};
    }

    std::vector<std::string> columns_;
    fs::path table_;
};

std::string wordsOf(const std::set<std::string>& values) {
    std::string words;
    for (const std::string& value : values) words += (words.empty() ? "" : ", ") + value;
    return words;
}

ReadError inRow(const Case& item, const Error& error) {
    return ReadError(error.reason() + " (row " + std::to_string(item.row) + " of " +
                         item.table.filename().string() + ")",
                     error.file(), error.remedy());
}

Frame firstFrame(const fs::path& file, const Case& item) {
    try {
        return openStill(file).frame(0);
    } catch (const ReadError& error) {
        throw inRow(item, error);
    }
}

}  // namespace

std::string personOf(const Case& item) {
    return item.dataset + "\n" + (item.patient.empty() ? "\n" + item.id : item.patient);
}

std::vector<Case> readCases(const fs::path& table) {
    const std::string text = readText(table);
    requireUtf8(text, table);
    const std::vector<CsvRecord> records = parseCsv(text, table);
    if (records.empty()) throw ReadError("has no header line", table);
    const RowReader reader(records.front().fields, table);
    std::vector<Case> cases;
    std::map<std::pair<std::string, std::string>, int> row_of;
    for (std::size_t i = 1; i < records.size(); ++i) {
        Case item = reader.read(records[i]);
        const auto [first, is_new] = row_of.try_emplace({item.dataset, item.id}, item.row);
        if (!is_new)
            reader.fail(item.row, "repeats the case \"" + item.id + "\" of row " +
                                      std::to_string(first->second));
        cases.push_back(std::move(item));
    }
    return cases;
}

std::vector<Case> selectCases(const std::vector<Case>& cases, const std::string& split,
                              const std::vector<std::string>& datasets) {
    if (cases.empty())
        throw ConfigError("the case table holds no case", {}, "Add a row for each image.");
    std::set<std::string> splits;  // of the wanted data sets
    std::set<std::string> known_datasets;
    std::vector<Case> selected;
    const std::set<std::string> wanted(datasets.begin(), datasets.end());
    for (const Case& item : cases) {
        known_datasets.insert(item.dataset);
        if (!wanted.empty() && !wanted.contains(item.dataset)) continue;
        splits.insert(item.split);
        if (split.empty() || item.split == split) selected.push_back(item);
    }
    for (const std::string& dataset : wanted)
        if (!known_datasets.contains(dataset))
            throw ConfigError("no case belongs to the data set \"" + dataset + "\"", {},
                              "The table holds: " + wordsOf(known_datasets) + ".");
    if (selected.empty())
        throw ConfigError(
            "no case" + (wanted.empty() ? "" : " of " + wordsOf(wanted)) +
                " belongs to the split \"" + split + "\"",
            {},
            (wanted.empty() ? "The table holds: " : "Its splits are: ") + wordsOf(splits) + ".");
    return selected;
}

void requireOtherPeople(const std::vector<Case>& learnt_from, const std::vector<Case>& judged_on) {
    std::set<std::string> known;
    for (const Case& item : learnt_from) known.insert(personOf(item));
    for (const Case& item : judged_on)
        if (known.contains(personOf(item)))
            throw ConfigError(
                "what is learnt would be judged on a patient it was learnt from: " +
                    (item.patient.empty() ? "case \"" + item.id : "patient \"" + item.patient) +
                    "\" of \"" + item.dataset + "\" is in both splits",
                item.table, "Put all pictures of a patient into one split.");
}

Frame readImage(const Case& item) {
    Frame frame = firstFrame(item.image, item);
    if (item.spacing) {
        frame.calibration.declared_spacing = item.spacing;
        frame.calibration.declared_by = item.table.filename().string();
    }
    return frame;
}

cv::Mat readMask(const Case& item, const cv::Size& image_size) {
    constexpr auto kRemedy = "Replace the mask, or remove the row.";
    const Frame mask = firstFrame(item.mask, item);
    try {
        return maskFrom(mask.pixels, image_size, item.mask, kRemedy);
    } catch (const ReadError& error) {
        throw inRow(item, error);
    }
}

}  // namespace sonomask::evaluation
