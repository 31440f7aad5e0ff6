#include "network/model.h"

#include "base/error.h"
#include "network/checkpoint_metadata.h"
#include "network/tensor_io.h"

namespace sonomask::network {

Model loadModel(const std::filesystem::path& file) {
    try {
        const auto source = Safetensors::read(file);
        Model model;
        model.header = headerFrom(source.metadata(), file);
        model.net = DeepLabV3Plus(model.header.architecture);
        copyInto(stateOf(*model.net), source, {}, file);
        model.net->eval();
        return model;
    } catch (const ReadError& error) {
        throw ModelError(error.reason(), file, error.remedy());
    }
}

void saveModel(const std::filesystem::path& file, const CheckpointHeader& header,
               const DeepLabV3Plus& net, Storage storage) {
    const auto type = storage == Storage::F16 ? torch::kFloat16 : torch::kFloat32;
    const auto stored = storedAs(stateOf(*net), type);
    writeSafetensors(file, metadataFrom(header), viewsOf(stored));
}

}  // namespace sonomask::network
