#include <sstream>

#include "base/csv_text.h"
#include "evaluation/report.h"

namespace sonomask::evaluation {
namespace {

std::string distancesOf(const std::optional<SurfaceDistance>& distance) {
    if (!distance) return ",";
    return decimalText(distance->hd95) + "," + decimalText(distance->assd);
}

}  // namespace

std::string metricsCsv(const EvaluationRun& run) {
    std::ostringstream csv;
    csv << "dataset,case_id,image,split,label,patient,device,width,height,"
           "true_positive,false_positive,false_negative,true_negative";
    for (const OverlapMeasure& measure : kOverlapMeasures) csv << ',' << measure.name;
    csv << ",hd95_px,assd_px,hd95_mm,assd_mm,missed,false_mass\n";
    for (const CaseResult& result : run.results) {
        const Case& item = result.item;
        for (const std::string& text : {item.dataset, item.id, item.image.string(), item.split,
                                        item.label, item.patient, item.device})
            csv << csvField(text) << ',';
        csv << result.size.width << ',' << result.size.height << ',' << result.counts.true_positive
            << ',' << result.counts.false_positive << ',' << result.counts.false_negative << ','
            << result.counts.true_negative;
        for (const OverlapMeasure& measure : kOverlapMeasures)
            csv << ',' << decimalText(result.overlap.*measure.member);
        csv << ',' << distancesOf(result.distance_px) << ',' << distancesOf(result.distance_mm)
            << ',' << (result.isMissed() ? 1 : 0) << ',' << (result.isFalseMass() ? 1 : 0) << '\n';
    }
    return csv.str();
}

}  // namespace sonomask::evaluation
