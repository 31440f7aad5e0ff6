#include "phantom/surroundings.h"

#include <gtest/gtest.h>

namespace sonomask::phantom {
namespace {

Scene plainScene() {
    Scene scene;
    scene.frame_size = {320, 240};
    scene.spacing_mm = {0.15, 0.15};
    scene.masses = {Mass{}};
    return scene;
}

cv::Mat changed(const Scene& without, const Scene& with) {
    return render(without).frame.pixels != render(with).frame.pixels;
}

TEST(Surroundings, TheMachinesScreenLiesOutsideTheImageArea) {
    Scene scene = plainScene();
    scene.image_area_in_frame = {70, 30, 200, 180};
    Scene with_screen = scene;
    with_screen.surroundings.machine_screen = true;
    cv::Mat difference = changed(scene, with_screen);
    EXPECT_GT(cv::countNonZero(difference), 1000);
    EXPECT_EQ(cv::countNonZero(difference(scene.image_area_in_frame)), 0);
}

TEST(Surroundings, MarksStayOutOfTheMask) {
    Scene marked = plainScene();
    marked.surroundings.calipers = true;
    marked.surroundings.body_mark = true;
    marked.surroundings.annotations = {"LEFT BREAST"};
    const RenderedFrame plain = render(plainScene()), rendered = render(marked);
    EXPECT_GT(cv::norm(plain.frame.pixels, rendered.frame.pixels, cv::NORM_L1), 0);
    EXPECT_EQ(cv::norm(plain.mask_in_frame, rendered.mask_in_frame, cv::NORM_L1), 0);
}

TEST(Surroundings, CaliperCrossesSitOnTheEndsOfTheAxes) {
    Scene marked = plainScene();
    marked.surroundings.calipers = true;
    const RenderedFrame rendered = render(marked);
    // 7 mm to each side of the middle, at 15 mm of depth.
    const int y = 100, left = cvRound(159.5 - 7 / 0.15), right = cvRound(159.5 + 7 / 0.15);
    EXPECT_GT(rendered.frame.pixels.at<uchar>(y, left), 240);
    EXPECT_GT(rendered.frame.pixels.at<uchar>(y, right), 240);
}

TEST(Surroundings, RulerTicksAreFiveMillimetresApart) {
    Scene marked = plainScene();
    marked.surroundings.depth_ruler = true;
    const cv::Mat difference = changed(plainScene(), marked);
    for (int millimetres = 5; millimetres < 35; millimetres += 5) {
        const int y = cvRound(millimetres / 0.15);
        EXPECT_GT(cv::countNonZero(difference.row(y).colRange(314, 320)), 3) << millimetres;
    }
}

}  // namespace
}  // namespace sonomask::phantom
