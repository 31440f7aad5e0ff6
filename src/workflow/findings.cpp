#include "workflow/findings.h"

namespace sonomask::workflow {

std::vector<segmentation::Lesion> lesionsOf(const FrameFindings& findings) {
    std::vector<segmentation::Lesion> lesions;
    for (const LesionFinding& finding : findings.lesions) lesions.push_back(finding.lesion);
    return lesions;
}

}  // namespace sonomask::workflow
