#include "appraisal/agreement_report.h"

#include <sstream>

#include <nlohmann/json.hpp>

#include "base/number_text.h"

namespace sonomask::appraisal {
namespace {

std::string inWords(const evaluation::Interval& interval) {
    return fixedText(interval.low, 2) + " to " + fixedText(interval.high, 2);
}

void writeConfusion(std::ostream& out, const TermAgreement& agreement) {
    const auto& classes = agreement.table.classes();
    out << "\n## " << agreement.term << "\n\n| reader \\ program |";
    for (const std::string& name : classes) out << ' ' << name << " |";
    out << "\n|---|";
    for (std::size_t i = 0; i < classes.size(); ++i) out << "---:|";
    for (std::size_t reader = 0; reader < classes.size(); ++reader) {
        out << "\n| " << classes[reader] << " |";
        for (std::size_t program = 0; program < classes.size(); ++program)
            out << ' ' << agreement.table.count(reader, program) << " |";
    }
    out << '\n';
    if (!agreement.chosen.empty()) out << "\nRecipes chosen:\n\n";
    for (const auto& [recipe, times] : agreement.chosen)
        out << "- " << times << " times: " << recipe << '\n';
}

}  // namespace

std::string agreementMarkdown(const std::vector<TermAgreement>& terms) {
    if (terms.empty())
        return "No term can be compared: the table states too few words of a reader.\n";
    std::ostringstream out;
    out << "| term | masses | Cohen's κ | 95 % interval | accuracy | 95 % interval |\n"
           "|---|---:|---:|---|---:|---|\n";
    for (const TermAgreement& agreement : terms)
        out << "| " << agreement.term << " | " << agreement.table.total() << " | "
            << fixedText(agreement.kappa, 2) << " | " << inWords(agreement.kappa_interval) << " | "
            << fixedText(agreement.accuracy, 2) << " | " << inWords(agreement.accuracy_interval)
            << " |\n";
    for (const TermAgreement& agreement : terms) writeConfusion(out, agreement);
    return out.str();
}

nlohmann::json agreementJson(const std::vector<TermAgreement>& terms) {
    nlohmann::json result = nlohmann::json::array();
    for (const TermAgreement& agreement : terms) {
        nlohmann::json counts = nlohmann::json::array();
        const auto& classes = agreement.table.classes();
        for (std::size_t reader = 0; reader < classes.size(); ++reader) {
            counts.push_back(nlohmann::json::array());
            for (std::size_t program = 0; program < classes.size(); ++program)
                counts.back().push_back(agreement.table.count(reader, program));
        }
        result.push_back({{"term", agreement.term},
                          {"masses", agreement.table.total()},
                          {"kappa", agreement.kappa},
                          {"kappa_low", agreement.kappa_interval.low},
                          {"kappa_high", agreement.kappa_interval.high},
                          {"accuracy", agreement.accuracy},
                          {"accuracy_low", agreement.accuracy_interval.low},
                          {"accuracy_high", agreement.accuracy_interval.high},
                          {"recipes_chosen", agreement.chosen},
                          {"classes", classes},
                          {"confusion", counts}});
    }
    return result;
}

}  // namespace sonomask::appraisal
