#include "evaluation/cases.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "base/error.h"
#include "evaluation/csv.h"
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

/// The columns of a table: takes the fields of a record by their names.
class RowReader {
  public:
    RowReader(std::vector<std::string> columns, fs::path table)
        : columns_(std::move(columns)), table_(std::move(table)) {
        for (const char* name : {"dataset", "case_id", "image", "mask", "split"})
            if (std::find(columns_.begin(), columns_.end(), name) == columns_.end())
                throw ReadError("has no column \"" + std::string(name) + "\"", table_,
                                "The first line of a case table names its columns.");
    }

    Case read(const CsvRecord& record) const {
        if (record.fields.size() != columns_.size())
            fail(record.line, "has " + std::to_string(record.fields.size()) +
                                  " fields instead of " + std::to_string(columns_.size()));
        std::map<std::string, std::string> fields;
        for (std::size_t i = 0; i < columns_.size(); ++i) fields[columns_[i]] = record.fields[i];
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
        item.label = take("label");
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

std::string sizeText(const cv::Size& size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

}  // namespace

std::vector<Case> readCases(const fs::path& table) {
    const std::vector<CsvRecord> records = parseCsv(readText(table), table);
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
    std::set<std::string> known_splits;
    std::set<std::string> known_datasets;
    std::vector<Case> selected;
    const std::set<std::string> wanted(datasets.begin(), datasets.end());
    for (const Case& item : cases) {
        known_splits.insert(item.split);
        known_datasets.insert(item.dataset);
        if (!split.empty() && item.split != split) continue;
        if (!wanted.empty() && !wanted.contains(item.dataset)) continue;
        selected.push_back(item);
    }
    for (const std::string& dataset : wanted)
        if (!known_datasets.contains(dataset))
            throw ConfigError("no case belongs to the data set \"" + dataset + "\"", {},
                              "The table holds: " + wordsOf(known_datasets) + ".");
    if (selected.empty())
        throw ConfigError("no case belongs to the split \"" + split + "\"", {},
                          "The table holds: " + wordsOf(known_splits) + ".");
    return selected;
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
    const auto refuse = [&](const std::string& what) {
        throw inRow(item, ReadError(what, item.mask, "Replace the mask, or remove the row."));
    };
    const cv::Mat mask = greyOf(firstFrame(item.mask, item));
    if (mask.size() != image_size)
        refuse("is " + sizeText(mask.size()) + " pixels where its image has " +
               sizeText(image_size));
    double highest = 0;
    cv::minMaxIdx(mask, nullptr, &highest);
    const cv::Mat inside = mask > 0;
    if (cv::countNonZero(mask == highest) < cv::countNonZero(inside))
        refuse("has grey values: a mask holds 0 and one other value");
    return inside;
}

}  // namespace sonomask::evaluation
