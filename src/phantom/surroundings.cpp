#include "phantom/surroundings.h"

#include <cmath>

#include <opencv2/imgproc.hpp>

#include "base/number_text.h"
#include "phantom/beam_grid.h"

namespace sonomask::phantom {
namespace {

constexpr int kPaper = 28;  // the screen's background
constexpr int kDim = 120;
constexpr int kInk = 225;

/// Writes with its lower left corner at `place`; `height` is that of a capital letter in px.
void write(cv::Mat& pixels, const std::string& text, cv::Point place, double height, int grey) {
    constexpr double kHersheyCapital = 21;  // px at scale 1
    cv::putText(pixels, text, place, cv::FONT_HERSHEY_SIMPLEX, height / kHersheyCapital, grey, 1,
                cv::LINE_AA);
}

std::string centimetres(double mm) {
    return fixedText(mm / 10, 2) + " cm";
}

void paintCross(cv::Mat& pixels, const cv::Point2d& centre, int arm) {
    cv::drawMarker(pixels, {cvRound(centre.x), cvRound(centre.y)}, 245, cv::MARKER_CROSS,
                   2 * arm + 1, 1);
}

/// Where a line through the contour's middle along `direction` leaves the contour.
std::pair<cv::Point2d, cv::Point2d> chordEnds(const std::vector<cv::Point2d>& contour,
                                              const cv::Point2d& direction) {
    std::pair<cv::Point2d, cv::Point2d> ends{contour.front(), contour.front()};
    for (const cv::Point2d& point : contour) {
        if (point.dot(direction) < ends.first.dot(direction)) ends.first = point;
        if (point.dot(direction) > ends.second.dot(direction)) ends.second = point;
    }
    return ends;
}

/// Caliper crosses at the ends of both axes of each mass, numbered, with the lengths below.
void paintCalipers(cv::Mat& pixels, const Scene& scene, const std::vector<RenderedMass>& masses) {
    const cv::Rect area = imageArea(scene);
    const PictureGeometry picture = pictureGeometry(scene);
    const int arm = std::max(3, area.height / 100);
    const double letter = std::max(7.0, area.height / 50.0);
    int number = 0;
    for (const RenderedMass& mass : masses) {
        const double turn = mass.geometry.angle_deg * CV_PI / 180;
        const cv::Point2d along(std::cos(turn), std::sin(turn)), across(-along.y, along.x);
        for (const auto& [axis, length_mm] : {std::pair(along, mass.geometry.long_axis_mm),
                                              {across, mass.geometry.short_axis_mm}}) {
            const auto [from, to] = chordEnds(mass.geometry.contour_mm, axis);
            paintCross(pixels, picture.frameFromMm(from), arm);
            paintCross(pixels, picture.frameFromMm(to), arm);
            const std::string name = std::to_string(++number);
            const cv::Point label = picture.frameFromMm(from);
            write(pixels, name, label + cv::Point(arm, -arm), letter, 245);
            const cv::Point line(
                area.x + 6,
                area.br().y - 6 - static_cast<int>(1.6 * letter * (2 * masses.size() - number)));
            write(pixels, name + "  " + centimetres(length_mm), line, letter, 235);
        }
    }
}

/// Ticks every 5 mm of depth along the image's right edge, longer ones with the centimetre.
void paintDepthRuler(cv::Mat& pixels, const Scene& scene) {
    const cv::Rect area = imageArea(scene);
    const PictureGeometry picture = pictureGeometry(scene);
    const bool outside = pixels.cols - area.br().x > 30;
    const int edge = outside ? area.br().x + 4 : area.br().x - 1;
    const int way = outside ? 1 : -1;
    const double letter = std::max(7.0, area.height / 55.0);
    for (int step = 0;; ++step) {
        const int y = cvRound(picture.frameFromMm({0, 5.0 * step}).y);
        if (y >= area.br().y) return;
        const bool whole = step % 2 == 0;
        cv::line(pixels, {edge, y}, {edge + way * (whole ? 9 : 5), y}, kInk);
        if (!whole || step == 0) continue;
        const int x = outside ? edge + 13 : edge - 12 - static_cast<int>(1.7 * letter);
        write(pixels, std::to_string(step / 2), {x, y + static_cast<int>(letter / 2)}, letter,
              kInk);
    }
}

/// A breast seen from the front with the probe's place on it, in the image's lower right corner.
void paintBodyMark(cv::Mat& pixels, const Scene& scene) {
    const cv::Rect area = imageArea(scene);
    const int radius = std::max(10, area.height / 16);
    const cv::Point centre(area.br().x - 3 * radius, area.br().y - radius - 8);
    cv::circle(pixels, centre, radius, 200, 1, cv::LINE_AA);
    cv::circle(pixels, centre, std::max(2, radius / 6), 200, 1, cv::LINE_AA);
    cv::line(pixels, centre + cv::Point(radius, -radius / 2),
             centre + cv::Point(radius + radius / 2, -radius), 200, 1, cv::LINE_AA);
    const cv::Point probe = centre + cv::Point(radius / 2, -radius / 3);
    cv::line(pixels, probe - cv::Point(radius / 3, radius / 5),
             probe + cv::Point(radius / 3, radius / 5), 250, 3, cv::LINE_AA);
}

void paintAnnotations(cv::Mat& pixels, const Scene& scene) {
    const cv::Rect area = imageArea(scene);
    const double letter = std::max(8.0, area.height / 36.0);
    int y = area.y + static_cast<int>(0.78 * area.height);
    for (const std::string& line : scene.surroundings.annotations) {
        write(pixels, line, {area.x + area.width / 5, y}, letter, 240);
        y += static_cast<int>(2 * letter);
    }
}

void paintGreyBar(cv::Mat& pixels, const cv::Rect& bar) {
    for (int y = 0; y < bar.height; ++y) {
        const int grey = 255 - 255 * y / bar.height;
        pixels(cv::Rect(bar.x, bar.y + y, bar.width, 1)).setTo(grey);
    }
    cv::rectangle(pixels, bar, kDim);
}

void paintSettings(cv::Mat& pixels, const Scene& scene, cv::Point place, double letter) {
    for (const std::string& line :
         {std::string("B"), "FRQ " + fixedText(scene.probe.frequency_mhz, 1), std::string("GN 52"),
          "DR " + fixedText(scene.display.dynamic_range_db, 0), std::string("MI 0.9"),
          std::string("TIS 0.2"), std::string("SOFT")}) {
        write(pixels, line, place, letter, kDim + 50);
        place.y += static_cast<int>(2.1 * letter);
    }
}

/// Title bar, settings, grey bar and buttons, wherever the image area leaves room.
void paintMachine(cv::Mat& pixels, const Scene& scene) {
    const cv::Rect area = imageArea(scene);
    const double letter = std::max(7.0, pixels.rows / 60.0);
    const int line = static_cast<int>(1.9 * letter);
    pixels.setTo(kPaper);
    if (area.y > line) {
        pixels.rowRange(0, area.y - 2).setTo(kPaper + 22);
        write(pixels, "Phantom^Sonomask   PH-0001   F", {8, line - 2}, letter, kInk);
        write(pixels, "Breast L12-5", {pixels.cols * 2 / 3, line - 2}, letter, kInk);
    }
    if (area.x > 50) {
        paintSettings(pixels, scene, {6, area.y + area.height / 3}, letter);
        paintGreyBar(pixels, {area.x - 18, area.y + 8, 8, area.height / 4});
    }
    const int below = pixels.rows - area.br().y;
    for (int button = 0; below > line + 6 && button < 5; ++button) {
        const int width = pixels.cols / 5;
        const cv::Rect box(button * width + 3, area.br().y + 4, width - 6, below - 8);
        cv::rectangle(pixels, box, kPaper + 45, cv::FILLED);
        static constexpr const char* kNames[] = {"Freeze", "Depth", "Focus", "Text", "Body mark"};
        write(pixels, kNames[button], {box.x + 6, box.y + box.height / 2 + line / 4}, letter, kInk);
    }
    pixels(area).setTo(0);
}

}  // namespace

void paintScreen(cv::Mat& pixels, const Scene& scene) {
    if (scene.surroundings.machine_screen) paintMachine(pixels, scene);
}

void paintMarks(cv::Mat& pixels, const Scene& scene, const std::vector<RenderedMass>& masses) {
    if (scene.surroundings.depth_ruler) paintDepthRuler(pixels, scene);
    if (scene.surroundings.body_mark) paintBodyMark(pixels, scene);
    if (scene.surroundings.calipers) paintCalipers(pixels, scene, masses);
    paintAnnotations(pixels, scene);
}

}  // namespace sonomask::phantom
