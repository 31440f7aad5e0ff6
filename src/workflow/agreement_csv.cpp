#include <string>

#include "base/csv_text.h"
#include "workflow/agreement.h"

namespace sonomask::workflow {
namespace {

constexpr const char* kColumns =
    "kind,file,frame,first_number,second_number,term,first,second,count,dice,hd95,hd95_unit,"
    "observed_agreement,kappa\r\n";

/// One line of the table; what a kind of line does not have stays empty.
struct Line {
    std::string kind, file, frame, first_number, second_number, term, first, second, count, dice,
        hd95, hd95_unit, observed, kappa;

    std::string text() const {
        const std::string fields[] = {kind,
                                      spreadsheetField(file),
                                      frame,
                                      first_number,
                                      second_number,
                                      spreadsheetField(term),
                                      spreadsheetField(first),
                                      spreadsheetField(second),
                                      count,
                                      dice,
                                      hd95,
                                      hd95_unit,
                                      observed,
                                      kappa};
        std::string joined;
        for (const std::string& field : fields) joined += (joined.empty() ? "" : ",") + field;
        return joined + "\r\n";
    }
};

std::string numberOf(int number) {
    return number > 0 ? std::to_string(number) : std::string();
}

std::string massLines(const MassAgreement& mass) {
    Line line;
    line.kind = "mass";
    line.file = mass.file;
    line.frame = std::to_string(mass.frame);
    line.first_number = numberOf(mass.first_number);
    line.second_number = numberOf(mass.second_number);
    Line word = line;
    line.dice = decimalText(mass.dice);
    if (mass.hd95) {
        line.hd95 = decimalText(*mass.hd95);
        line.hd95_unit = mass.unit;
    }
    std::string text = line.text();
    word.kind = "mass-term";
    for (const auto& [term, words] : mass.terms) {
        word.term = term;
        word.first = words.first;
        word.second = words.second;
        text += word.text();
    }
    return text;
}

std::string studyLine(const Agreement& agreement) {
    Line line;
    line.kind = "study";
    line.first = agreement.first_reader;
    line.second = agreement.second_reader;
    line.count = std::to_string(agreement.matched);
    line.dice = decimalText(agreement.dice);
    if (agreement.hd95) {
        line.hd95 = decimalText(*agreement.hd95);
        line.hd95_unit = agreement.unit;
    }
    return line.text();
}

}  // namespace

std::string agreementCsv(const Agreement& agreement) {
    std::string text = kColumns;
    for (const MassAgreement& mass : agreement.masses) text += massLines(mass);
    text += studyLine(agreement);
    for (const TermAgreement& term : agreement.terms) {
        Line line;
        line.kind = "term";
        line.term = term.term;
        line.count = std::to_string(term.masses);
        line.observed = decimalText(term.observed);
        line.kappa = decimalText(term.kappa);
        text += line.text();
    }
    return text;
}

}  // namespace sonomask::workflow
