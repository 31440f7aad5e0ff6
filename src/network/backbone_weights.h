#pragma once

#include <filesystem>

#include "network/resnet.h"

namespace sonomask::network {

/// Fills a grey-input backbone by name from a dictionary of tensors with torchvision's names (a
/// `torch.save` file, read by LibTorch's restricted unpickler, which runs no code).
///
/// The first convolution's three input planes become one: a grey picture g repeated as RGB and
/// normalised by ImageNet's mean and deviation gives exactly what g gives here, up to the padding
/// at the border. Layers that the file lacks keep their values; `layer4` is the only one allowed
/// to be missing. Throws `ModelError` for a file that cannot be read, or a name or shape that does
/// not fit.
void loadImageNetBackbone(ResNet& backbone, const std::filesystem::path& file);

}  // namespace sonomask::network
