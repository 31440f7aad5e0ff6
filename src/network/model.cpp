#include "network/model.h"

#include "base/error.h"
#include "network/checkpoint_metadata.h"
#include "network/quantised_weights.h"

namespace sonomask::network {

namespace {

NamedTensors storedState(const DeepLabV3Plus& net, Storage storage) {
    const auto state = stateOf(*net);
    return storage == Storage::I8    ? quantised(state)
           : storage == Storage::F16 ? storedAs(state, torch::kFloat16)
                                     : storedAs(state, torch::kFloat32);
}

}  // namespace

Model loadModel(const std::filesystem::path& file) {
    try {
        const auto source = Safetensors::read(file);
        Model model;
        model.header = headerFrom(source.metadata(), file);
        model.net = DeepLabV3Plus(model.header.architecture);
        copyInto(stateOf(*model.net), source.tensors(), {}, file);
        requireFinite(source.tensors(), file);
        model.net->eval();
        return model;
    } catch (const ReadError& error) {
        throw asModelError(error, file);
    }
}

void saveModel(const std::filesystem::path& file, const CheckpointHeader& header,
               const DeepLabV3Plus& net, Storage storage) {
    const auto stored = storedState(net, storage);
    writeSafetensors(file, metadataFrom(header), viewsOf(stored));
}

void roundTo(Storage storage, DeepLabV3Plus& net) {
    const auto stored = storedState(net, storage);
    const auto views = viewsOf(stored);
    copyInto(stateOf(*net), {views.begin(), views.end()}, {}, {});
}

}  // namespace sonomask::network
