#pragma once

#include "network/torch.h"
#include "training/augmentation_config.h"

namespace sonomask::training {

/// Pictures and their masks, each [N, 1, H, W] fp32: grey in 0..1, and 0 or 1.
struct Batch {
    torch::Tensor pictures;
    torch::Tensor masks;
};

/// Some pictures with a mass become pictures without one: the wider strip of tissue beside the
/// mass, moved to the middle, enlarged a little, all else black. Normal images are few; this
/// teaches on many patients' tissue that a dark lobule or a shadow alone is no mass.
void showTissueBeside(Batch& batch, const AugmentationConfig& config);

/// Some masses are covered by tissue of about the same depth from elsewhere in their own picture,
/// at the grey level around them, with soft edges; where there is such tissue. The picture is then
/// one without a mass, of the same machine and patient, its shadows included.
void eraseMasses(Batch& batch, const AugmentationConfig& config);

/// Some pictures get the mass of another one of the batch beside what they show (Ghiasi et al.
/// 2021, "simple copy-paste"): mirrored or not, 0.35 to 1.1 of its size, at a place with tissue all
/// around and no mass, moved to the grey level of that tissue, with soft edges. Pictures without a
/// mass get one as well, so that neither the place nor the look of the machine says whether there
/// is one.
void transplantMasses(Batch& batch, const AugmentationConfig& config);

/// Some dark masses become as bright as the tissue around them, or brighter: their mean is moved by
/// 0.5 to 1.5 of its distance to the ring of tissue around. Iso- and hyperechoic masses are few in
/// the public sets; a network that has not seen them looks for dark spots only.
void raiseEcho(Batch& batch, const AugmentationConfig& config);

/// Rotation, mirror image, scale, shift and elastic displacement in one resampling (Simard et al.
/// 2003 for the elastic part), then cut borders; pictures and masks move together, and masks stay
/// 0 or 1.
///
/// All functions here draw from LibTorch's default generators: `torch::manual_seed` repeats them.
void changeGeometry(Batch& batch, const AugmentationConfig& config);

/// Grey values: gamma, contrast, brightness, gain along the depth, shadow stripes, blur, speckle
/// and noise. Black stays black, as the padding around a picture does.
void changeGreyValues(Batch& batch, const AugmentationConfig& config);

/// Paints what scanners burn into pictures: pairs of caliper crosses (on the outline, and where no
/// mass is), rows of text-like marks, body-mark outlines. The masks do not change.
void paintMarks(Batch& batch, const AugmentationConfig& config);

/// The seven above, in this order.
void augment(Batch& batch, const AugmentationConfig& config);

}  // namespace sonomask::training
