#include "workflow/batch_inputs.h"

#include <utility>

#include "base/fingerprint.h"
#include "workflow/output_names.h"

namespace sonomask::workflow {

std::vector<BatchInput> batchInputs(FileList list, const std::set<std::string>& taken) {
    std::vector<std::string> names = outputNames(list.files, taken);
    std::vector<BatchInput> inputs;
    for (std::size_t i = 0; i < names.size(); ++i)
        inputs.push_back({std::move(list.files[i]), std::move(names[i]), {}});
    for (SkippedFile& skipped : list.skipped)
        inputs.push_back({std::move(skipped.file), {}, std::move(skipped.reason)});
    return inputs;
}

std::string fingerprintOf(const std::vector<BatchInput>& inputs) {
    Fingerprint fingerprint;
    for (const BatchInput& input : inputs) {
        fingerprint.add(input.name);
        fingerprint.add(input.file.filename().string());
    }
    return fingerprint.text();
}

}  // namespace sonomask::workflow
