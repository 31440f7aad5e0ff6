#include "appraisal/second_opinion.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iomanip>
#include <limits>
#include <sstream>

#include <nlohmann/json.hpp>

#include "appraisal/support_vectors.h"
#include "appraisal/term_study.h"
#include "base/number_text.h"

namespace sonomask::appraisal {
namespace {

using descriptors::Features;
using descriptors::TermModels;
using nlohmann::json;

constexpr auto kTerm = "malignancy";
constexpr auto kMalignant = "malignant";
constexpr std::size_t kBins = 5;

const TermModels::Prefixes kClassic{"hu_", "boundary_", "chord_", "fourier_", "grey_", "glcm"};

std::vector<MeasuredMass> labelled(const std::vector<MeasuredMass>& masses) {
    std::vector<MeasuredMass> result;
    for (const MeasuredMass& mass : masses)
        if (!statedWord(mass.item, kTerm).empty()) result.push_back(mass);
    return result;
}

Opinion judge(const std::string& name, const std::vector<MeasuredMass>& test,
              const std::function<double(const MeasuredMass&)>& probability) {
    Opinion opinion{name, {}, 0, {}, 0};
    for (const MeasuredMass& mass : test) {
        const bool malignant = statedWord(mass.item, kTerm) == kMalignant;
        const double p = probability(mass);
        opinion.scored.push_back({p, malignant, personOf(mass.item)});
        const double error = p - (malignant ? 1 : 0);
        opinion.brier += error * error / double(test.size());
    }
    if (test.empty()) opinion.brier = std::numeric_limits<double>::quiet_NaN();
    opinion.auc = areaUnderRoc(opinion.scored);
    opinion.auc_interval = rocInterval(opinion.scored);
    return opinion;
}

Opinion logisticOpinion(const std::vector<MeasuredMass>& train,
                        const std::vector<MeasuredMass>& test) {
    const auto classifier = trainTerm(lessonFor(kTerm), train);
    return judge("logistic regression", test, [&](const MeasuredMass& mass) {
        for (const auto& [name, p] : classifier.probabilities(mass.judged))
            if (name == kMalignant) return p;
        return 0.0;
    });
}

Opinion machineOpinion(const std::string& name, const TermModels::Prefixes& seen,
                       const std::vector<MeasuredMass>& train,
                       const std::vector<MeasuredMass>& test) {
    std::vector<Features> samples;
    std::vector<bool> positive;
    std::vector<std::string> patients;
    for (const MeasuredMass& mass : train) {
        samples.push_back(TermModels::seenBy(seen, mass.features));
        positive.push_back(statedWord(mass.item, kTerm) == kMalignant);
        patients.push_back(personOf(mass.item));
    }
    const SupportVectors machine(samples, positive, patients);
    return judge(name, test, [&](const MeasuredMass& mass) {
        return machine.probability(TermModels::seenBy(seen, mass.judged));
    });
}

/// From (0, 0) to (1, 1): false against true positives as the threshold falls.
json rocJson(std::vector<Scored> scored) {
    std::sort(scored.begin(), scored.end(),
              [](const Scored& a, const Scored& b) { return a.score > b.score; });
    const auto positives = double(
        std::count_if(scored.begin(), scored.end(), [](const Scored& s) { return s.positive; }));
    const double negatives = double(scored.size()) - positives;
    json points = json::array({{0, 0}});
    double hits = 0;
    double alarms = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        ++(scored[i].positive ? hits : alarms);
        if (i + 1 == scored.size() || scored[i + 1].score != scored[i].score)
            points.push_back({alarms / std::max(1.0, negatives), hits / std::max(1.0, positives)});
    }
    return points;
}

void writeCalibration(std::ostream& out, const Opinion& opinion) {
    struct Bin {
        double predicted = 0;
        double observed = 0;
        double count = 0;
    };
    std::array<Bin, kBins> bins{};
    for (const Scored& thing : opinion.scored) {
        Bin& bin = bins[std::min(kBins - 1, std::size_t(thing.score * kBins))];
        bin.predicted += thing.score;
        bin.observed += thing.positive ? 1 : 0;
        ++bin.count;
    }
    out << "\n" << opinion.name << ", predicted/observed share of malignant masses (masses):";
    for (const Bin& bin : bins)
        if (bin.count > 0)
            out << " " << bin.predicted / bin.count << "/" << bin.observed / bin.count << " ("
                << int(bin.count) << ")";
    out << "\n";
}

}  // namespace

Opinion opinionOf(const descriptors::TermModels& models, const std::vector<MeasuredMass>& test) {
    return judge("shipped", labelled(test), [&](const MeasuredMass& mass) {
        const descriptors::Term term = models.decide(kTerm, mass.judged);
        return term.value == kMalignant ? term.confidence : 1 - term.confidence;
    });
}

std::vector<Opinion> compareOpinions(const std::vector<MeasuredMass>& train,
                                     const std::vector<MeasuredMass>& test) {
    const auto known = labelled(train);
    const auto asked = labelled(test);
    const auto& own = lessonFor(kTerm).recipes.front().members.front().prefixes;
    return {logisticOpinion(known, asked),
            machineOpinion("support vectors, classic features", kClassic, known, asked),
            machineOpinion("support vectors, same features", own, known, asked)};
}

std::string opinionsMarkdown(const std::vector<Opinion>& opinions) {
    if (std::all_of(opinions.begin(), opinions.end(),
                    [](const Opinion& opinion) { return opinion.scored.empty(); }))
        return "Nothing can be compared: no mass is labelled benign or malignant.\n";
    std::ostringstream out;
    out << "| benign or malignant by | masses | AUC | 95 % interval | Brier |\n"
           "|---|---:|---:|---|---:|\n";
    for (const Opinion& opinion : opinions)
        out << "| " << opinion.name << " | " << opinion.scored.size() << " | "
            << fixedText(opinion.auc, 3) << " | " << fixedText(opinion.auc_interval.low, 3)
            << " to " << fixedText(opinion.auc_interval.high, 3) << " | "
            << fixedText(opinion.brier, 3) << " |\n";
    out << std::fixed << std::setprecision(2);
    for (const Opinion& opinion : opinions) writeCalibration(out, opinion);
    return out.str();
}

json opinionsJson(const std::vector<Opinion>& opinions) {
    json result = json::array();
    for (const Opinion& opinion : opinions)
        result.push_back({{"classifier", opinion.name},
                          {"masses", opinion.scored.size()},
                          {"auc", opinion.auc},
                          {"auc_low", opinion.auc_interval.low},
                          {"auc_high", opinion.auc_interval.high},
                          {"brier", opinion.brier},
                          {"roc", rocJson(opinion.scored)}});
    return result;
}

}  // namespace sonomask::appraisal
