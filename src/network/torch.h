#pragma once

// The one place where LibTorch's headers enter (precompiled: they cost 15 s a file). Only source
// files and internal headers of network, segmentation and training include it.
#include <torch/torch.h>
