#include "evaluation/csv.h"

#include "base/error.h"

namespace sonomask::evaluation {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

class Parser {
  public:
    Parser(std::string_view text, const std::filesystem::path& file) : text_(text), file_(file) {
        if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
    }

    std::vector<CsvRecord> parse() {
        std::vector<CsvRecord> records;
        while (at_ < text_.size()) {
            CsvRecord record = parseRecord();
            const bool blank = record.fields.size() == 1 && record.fields.front().empty();
            if (!blank) records.push_back(std::move(record));
        }
        return records;
    }

  private:
    CsvRecord parseRecord() {
        CsvRecord record{line_, {parseField()}};
        while (peek() == ',') {
            ++at_;
            record.fields.push_back(parseField());
        }
        if (peek() == '\r') ++at_;
        if (peek() == '\n') {
            ++at_;
            ++line_;
        } else if (at_ < text_.size()) {
            fail(line_, "has text after a quoted field");
        }
        return record;
    }

    std::string parseField() { return peek() == '"' ? parseQuoted() : parsePlain(); }

    std::string parsePlain() {
        const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
        std::string_view field = text_.substr(at_, end - at_);
        at_ = end;
        if (field.ends_with('\r')) field.remove_suffix(1);
        if (field.find('"') != std::string_view::npos)
            fail(line_, "has a quote in the middle of a field");
        return std::string(field);
    }

    std::string parseQuoted() {
        const int opened_on = line_;
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] == '"') {
                ++at_;
                if (peek() != '"') return field;
            }
            field += text_[at_];
        }
        fail(opened_on, "has a quote that is never closed");
    }

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    [[noreturn]] void fail(int line, const std::string& what) const {
        throw ReadError("line " + std::to_string(line) + " " + what, file_,
                        "Correct the line, or save the table again as CSV.");
    }

    std::string_view text_;
    const std::filesystem::path& file_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

std::vector<CsvRecord> parseCsv(std::string_view text, const std::filesystem::path& file) {
    return Parser(text, file).parse();
}

}  // namespace sonomask::evaluation
