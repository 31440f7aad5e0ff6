#include "training/augmentation.h"

#include <gtest/gtest.h>

#include "discs.h"
#include "training/augmentation_samples.h"
#include "training/validation.h"

namespace sonomask::training {
namespace {

AugmentationConfig nothing() {
    AugmentationConfig config;
    config.beside = config.erase = config.transplant = config.echo = config.flip = 0;
    config.rotation_deg = config.scale = config.aspect = config.shift = 0;
    config.elastic = config.crop = config.gamma = config.contrast = config.brightness = 0;
    config.depth_gain = config.speckle = config.noise = config.blur_px = config.shadows = 0;
    config.calipers = config.text = config.body_mark = 0;
    return config;
}

/// Smooth discs: grey 0.8 inside, 0.3 outside, so that the picture itself shows where the mask is.
Batch plainDiscs(int count, int radius = 12) {
    const int size = 64;
    const auto y = torch::arange(size).view({1, 1, -1, 1}),
               x = torch::arange(size).view({1, 1, 1, -1});
    const auto centre = torch::linspace(20, 44, count).view({-1, 1, 1, 1});
    const auto inside = ((x - centre).square() + (y - 30).square()) < radius * radius;
    const auto masks = inside.to(torch::kFloat32).contiguous();
    return {0.3 + 0.5 * masks, masks};
}

bool isBinary(const torch::Tensor& masks) {
    return ((masks == 0) | (masks == 1)).all().item<bool>();
}

TEST(Augmentation, ChangesNothingWhenAllIsOff) {
    auto batch = plainDiscs(4);
    const auto before = batch;
    augment(batch, nothing());
    EXPECT_TRUE(torch::allclose(batch.pictures, before.pictures, 0, 1e-4));
    EXPECT_TRUE(torch::equal(batch.masks, before.masks));
}

TEST(Augmentation, ShowsTissueBesideTheMassWithoutIt) {
    torch::manual_seed(5);
    auto batch = plainDiscs(16);
    auto config = nothing();
    config.beside = 1;
    showTissueBeside(batch, config);
    EXPECT_EQ(batch.masks.sum().item<double>(), 0);
    EXPECT_LT(batch.pictures.max().item<double>(), 0.35);  // the discs are at 0.8
    EXPECT_GT((batch.pictures > 0.25).flatten(1).sum(1).min().item<std::int64_t>(), 64 * 64 / 5);
}

TEST(Augmentation, KeepsPicturesWhoseMassLeavesNoTissueBeside) {
    auto config = nothing();
    config.beside = config.erase = 1;
    for (const auto change : {showTissueBeside, eraseMasses}) {
        auto batch = plainDiscs(2);
        batch.masks.slice(3, 5, 60).fill_(1);
        const Batch before{batch.pictures.clone(), batch.masks.clone()};
        change(batch, config);
        EXPECT_TRUE(torch::equal(batch.pictures, before.pictures));
        EXPECT_TRUE(torch::equal(batch.masks, before.masks));
    }
}

TEST(Augmentation, RaisesDarkMassesTowardsTheTissueAround) {
    torch::manual_seed(2);
    auto batch = plainDiscs(16);
    batch.pictures = 0.6 - 0.4 * batch.masks;  // discs at 0.2 in tissue of 0.6
    const auto before = batch;
    auto config = nothing();
    config.echo = 1;
    raiseEcho(batch, config);
    EXPECT_TRUE(torch::equal(batch.masks, before.masks));
    const auto level = (batch.pictures * batch.masks).sum({1, 2, 3}) / batch.masks.sum({1, 2, 3});
    EXPECT_GT(level.min().item<double>(), 0.2 + 0.4 * 0.4);
    EXPECT_GT(level.max().item<double>(), 0.6);
    EXPECT_LT(level.max().item<double>(), 0.2 + 0.4 * 1.5 + 1e-6);
}

TEST(Augmentation, LeavesBrightMassesAndPicturesWithoutOneAsTheyAre) {
    auto batch = plainDiscs(2);  // brighter than the tissue
    batch.masks[1].zero_();
    const auto before = batch.pictures.clone();
    auto config = nothing();
    config.echo = 1;
    raiseEcho(batch, config);
    EXPECT_TRUE(torch::allclose(batch.pictures, before));
}

TEST(Augmentation, LaysTissueOfTheSamePictureOverMasses) {
    torch::manual_seed(7);
    auto batch = plainDiscs(16, 6);
    const auto depth = torch::linspace(0, 0.1, 64).view({1, 1, -1, 1});
    batch.pictures = batch.pictures + depth;  // darker above, brighter below
    batch.pictures.slice(2, 60).zero_();      // padding
    const Batch before{batch.pictures.clone(), batch.masks.clone()};
    auto config = nothing();
    config.erase = 1;
    eraseMasses(batch, config);
    const auto erased = batch.masks.sum({1, 2, 3}, true) == 0;
    EXPECT_GE(erased.sum().item<std::int64_t>(), 8);  // for the others no place was found
    EXPECT_TRUE(torch::equal(batch.masks, before.masks * ~erased));
    EXPECT_TRUE(torch::equal(batch.pictures * ~erased, before.pictures * ~erased));
    const auto tissue = (0.3 + depth) * (before.pictures > 0);
    const auto where = before.masks * erased;
    const auto wrong = ((batch.pictures - tissue) * where).abs().sum() / where.sum();
    EXPECT_LT(wrong.item<double>(), 0.03);  // the discs were brighter by 0.5
    EXPECT_EQ(batch.pictures.slice(2, 60).abs().max().item<double>(), 0);
}

TEST(Augmentation, ErasesMassesOfVerySmallPictures) {
    torch::manual_seed(8);
    Batch batch{torch::full({16, 1, 24, 24}, 0.5), torch::zeros({16, 1, 24, 24})};
    batch.masks.slice(2, 10, 13).slice(3, 3, 6).fill_(1);
    auto config = nothing();
    config.erase = 1;
    eraseMasses(batch, config);
    EXPECT_LT(batch.masks.amax({1, 2, 3}).sum().item<double>(), 8);
}

TEST(Augmentation, SetsMassesOfOtherPicturesIntoFreeTissue) {
    torch::manual_seed(6);
    auto batch = plainDiscs(16);
    batch.pictures.slice(2, 56).zero_();  // padding
    batch.masks.slice(0, 0, 8).zero_();   // normal pictures, and donors of nothing
    batch.pictures.slice(0, 0, 8) = 0.5 * (batch.pictures.slice(0, 0, 8) > 0);
    const Batch before{batch.pictures.clone(), batch.masks.clone()};
    auto config = nothing();
    config.transplant = 1;
    transplantMasses(batch, config);
    EXPECT_TRUE(isBinary(batch.masks));
    EXPECT_EQ(batch.pictures.slice(2, 56).abs().max().item<double>(), 0);
    EXPECT_TRUE(torch::equal(batch.masks * before.masks, before.masks));  // its own mass stays
    EXPECT_TRUE(torch::equal(batch.pictures.slice(0, 1, 9), before.pictures.slice(0, 1, 9)));
    const auto added = batch.masks - before.masks;
    const auto pixels = added.sum({1, 2, 3});
    EXPECT_GE((pixels > 0).sum().item<std::int64_t>(), 3);  // of 8 that have a donor
    EXPECT_LT(pixels.max().item<double>(), 1.3 * before.masks[8].sum().item<double>());
    // Discs are 0.5 brighter than what is around them, wherever they are.
    const auto contrast = ((batch.pictures - before.pictures) * added).sum() / added.sum();
    EXPECT_NEAR(contrast.item<double>(), 0.47, 0.06);
}

TEST(Augmentation, MovesPictureAndMaskTogether) {
    torch::manual_seed(1);
    auto batch = plainDiscs(16);
    AugmentationConfig config;  // as it is by default
    changeGeometry(batch, config);
    EXPECT_TRUE(isBinary(batch.masks));
    const auto seen = (batch.pictures > 0.55).to(torch::kFloat32);
    const auto common = (seen * batch.masks).sum({1, 2, 3});
    const auto dice = 2 * common / (seen.sum({1, 2, 3}) + batch.masks.sum({1, 2, 3})).clamp_min(1);
    EXPECT_GT(dice.min().item<double>(), 0.97);
}

TEST(Augmentation, MirrorsEveryPictureWhenTheChanceIsOne) {
    auto batch = plainDiscs(3);
    const auto expected = batch.masks.flip({3});
    auto config = nothing();
    config.flip = 1;
    changeGeometry(batch, config);
    EXPECT_TRUE(torch::equal(batch.masks, expected));
}

TEST(Augmentation, GreyChangesKeepMaskRangeAndBlackPadding) {
    torch::manual_seed(2);
    auto batch = plainDiscs(8);
    batch.pictures.slice(2, 0, 10).zero_();
    const auto masks = batch.masks.clone();
    changeGreyValues(batch, AugmentationConfig{});
    EXPECT_TRUE(torch::equal(batch.masks, masks));
    EXPECT_GE(batch.pictures.min().item<double>(), 0);
    EXPECT_LE(batch.pictures.max().item<double>(), 1);
    EXPECT_EQ(batch.pictures.slice(2, 0, 10).abs().max().item<double>(), 0);
}

TEST(Augmentation, BlurKeepsTheMeanOfEachPicture) {
    torch::manual_seed(3);
    Batch batch{torch::rand({4, 1, 64, 64}) * 0.5 + 0.25, torch::zeros({4, 1, 64, 64})};
    const auto before = batch.pictures.clone();
    auto config = nothing();
    config.blur_px = 2;
    changeGreyValues(batch, config);
    const auto middle = [](const torch::Tensor& t) { return t.slice(2, 8, 56).slice(3, 8, 56); };
    EXPECT_TRUE(torch::allclose(middle(batch.pictures).mean({1, 2, 3}),
                                middle(before).mean({1, 2, 3}), 0, 0.01));
    EXPECT_LT(middle(batch.pictures).var().item<double>(), middle(before).var().item<double>());
}

TEST(Augmentation, PaintsMarksIntoPicturesOnly) {
    torch::manual_seed(4);
    auto batch = plainDiscs(6);
    const auto before = batch;
    const auto pictures = batch.pictures.clone(), masks = batch.masks.clone();
    auto config = nothing();
    config.calipers = config.text = config.body_mark = 1;
    paintMarks(batch, config);
    EXPECT_TRUE(torch::equal(batch.masks, masks));
    const auto changed = (batch.pictures != pictures).flatten(1).sum(1);
    EXPECT_GT(changed.min().item<std::int64_t>(), 10);
    EXPECT_LT(changed.max().item<std::int64_t>(), 64 * 64 / 2);
}

TEST(Augmentation, RepeatsWithTheSameSeed) {
    auto first = plainDiscs(4), second = plainDiscs(4);
    torch::manual_seed(9);
    augment(first, AugmentationConfig{});
    torch::manual_seed(9);
    augment(second, AugmentationConfig{});
    EXPECT_TRUE(torch::equal(first.pictures, second.pictures));
    EXPECT_TRUE(torch::equal(first.masks, second.masks));
}

TEST(Augmentation, SamplesShowEachKindThatIsOn) {
    const auto set = test::discs(32, 4, 100);
    auto config = nothing();
    config.gamma = 0.5;
    config.text = 0.1;
    const auto samples = augmentationSamples(set, "train", 2, config, 1);
    std::vector<std::string> names;
    for (const auto& sample : samples) {
        names.push_back(sample.name);
        EXPECT_EQ(sample.pictures.size(), 2u * 32 * 32);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"original", "gamma", "text", "all"}));
    EXPECT_NE(samples[1].pictures, samples[0].pictures);
    EXPECT_NE(samples[2].pictures, samples[0].pictures);
}

}  // namespace
}  // namespace sonomask::training
