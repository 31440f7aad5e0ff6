#include "phantom/beam_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

namespace sonomask::phantom {
namespace {

constexpr double kSpeedMmPerUs = 1.54;
constexpr double kFwhmToSigma = 1 / 2.3548;
constexpr double kSamplesPerSigma = 1.4;  // of the PSF: alias-free to well below the noise

double halfViewRad(const Probe& probe) {
    return probe.field_of_view_deg / 2 * std::numbers::pi / 180;
}

}  // namespace

cv::Rect imageArea(const Scene& scene) {
    const cv::Rect frame({0, 0}, scene.frame_size);
    return scene.image_area_in_frame.empty() ? frame : scene.image_area_in_frame & frame;
}

PictureGeometry pictureGeometry(const Scene& scene) {
    const cv::Rect area = imageArea(scene);
    cv::Point2d origin(area.x + (area.width - 1) / 2.0, area.y);
    if (scene.probe.kind == ProbeKind::Curved) {
        // The middle of the face lies deepest; the sector's upper corners touch the area's top.
        const double rise_mm =
            scene.probe.face_radius_mm * (1 - std::cos(halfViewRad(scene.probe)));
        origin.y += rise_mm / scene.spacing_mm.y_mm;
    }
    return {origin, scene.spacing_mm};
}

BeamGrid::BeamGrid(const Scene& scene)
    : probe_(scene.probe),
      smallest_sigma_x_mm_(0.6 * scene.spacing_mm.x_mm),
      smallest_sigma_z_mm_(0.6 * scene.spacing_mm.y_mm) {
    const cv::Rect area = imageArea(scene);
    const PictureGeometry picture = pictureGeometry(scene);
    const double depth_mm =
        (area.y + area.height - picture.origin_in_frame.y) * scene.spacing_mm.y_mm;
    if (probe_.kind == ProbeKind::Linear) {
        coverLinear(area.width * scene.spacing_mm.x_mm, depth_mm);
    } else {
        coverCurved(depth_mm);
    }
}

void BeamGrid::coverLinear(double width_mm, double depth_mm) {
    beam_step_ = lateralSigmaMm(probe_.focus_mm) / kSamplesPerSigma;
    sample_step_mm_ = axialSigmaMm(0) / kSamplesPerSigma;
    margin_beams_ = 8;
    beams_ = static_cast<int>(std::ceil(width_mm / beam_step_)) + 1 + 2 * margin_beams_;
    samples_ = static_cast<int>(std::ceil(depth_mm / sample_step_mm_)) + 8;
    first_beam_ = -beam_step_ * (beams_ - 1) / 2;
}

void BeamGrid::coverCurved(double depth_mm) {
    const double step_mm = lateralSigmaMm(probe_.focus_mm) / kSamplesPerSigma;
    beam_step_ = step_mm / (probe_.face_radius_mm + probe_.focus_mm / 2);
    sample_step_mm_ = axialSigmaMm(0) / kSamplesPerSigma;
    margin_beams_ = 8;
    beams_ =
        static_cast<int>(std::ceil(2 * halfViewRad(probe_) / beam_step_)) + 1 + 2 * margin_beams_;
    samples_ = static_cast<int>(std::ceil(depth_mm / sample_step_mm_)) + 8;
    first_beam_ = -beam_step_ * (beams_ - 1) / 2;
}

double BeamGrid::lateralSigmaMm(double depth_mm) const {
    const double wavelength_mm = kSpeedMmPerUs / probe_.frequency_mhz;
    const double at_focus = 1.2 * wavelength_mm * probe_.f_number * kFwhmToSigma;
    const double focal_range_mm = 7 * probe_.f_number * probe_.f_number * wavelength_mm * 4;
    const double off = (depth_mm - probe_.focus_mm) / focal_range_mm;
    return std::max(at_focus * std::sqrt(1 + off * off), smallest_sigma_x_mm_);
}

double BeamGrid::axialSigmaMm(double depth_mm) const {
    const double wavelength_mm = kSpeedMmPerUs / probe_.frequency_mhz;
    const double pulse = 0.85 * wavelength_mm * kFwhmToSigma;
    return std::max(pulse * (1 + 0.008 * depth_mm), smallest_sigma_z_mm_);
}

cv::Point2d BeamGrid::positionMm(int row, int column) const {
    const double beam = first_beam_ + column * beam_step_;
    const double depth_mm = depthMm(row);
    if (probe_.kind == ProbeKind::Linear) return {beam, depth_mm};
    const double range_mm = probe_.face_radius_mm + depth_mm;
    return {range_mm * std::sin(beam), range_mm * std::cos(beam) - probe_.face_radius_mm};
}

double BeamGrid::beamStepMm(int row) const {
    if (probe_.kind == ProbeKind::Linear) return beam_step_;
    return beam_step_ * (probe_.face_radius_mm + depthMm(row));
}

std::vector<PointSpread> BeamGrid::pointSpread() const {
    std::vector<PointSpread> spread(samples_);
    for (int row = 0; row < samples_; ++row) {
        const double depth_mm = depthMm(row);
        spread[row].axial = static_cast<float>(axialSigmaMm(depth_mm) / sample_step_mm_);
        spread[row].lateral = static_cast<float>(lateralSigmaMm(depth_mm) / beamStepMm(row));
    }
    return spread;
}

cv::Point2f BeamGrid::sampleFromMm(const cv::Point2d& mm) const {
    if (probe_.kind == ProbeKind::Linear) {
        return {static_cast<float>((mm.x - first_beam_) / beam_step_),
                static_cast<float>(mm.y / sample_step_mm_)};
    }
    const double range_mm = std::hypot(mm.x, mm.y + probe_.face_radius_mm);
    const double angle = std::atan2(mm.x, mm.y + probe_.face_radius_mm);
    const double depth_mm = range_mm - probe_.face_radius_mm;
    if (depth_mm < 0 || std::abs(angle) > halfViewRad(probe_)) return {-1, -1};
    return {static_cast<float>((angle - first_beam_) / beam_step_),
            static_cast<float>(depth_mm / sample_step_mm_)};
}

cv::Mat scanConvert(const cv::Mat& beams, const BeamGrid& grid, const Scene& scene, float outside) {
    const cv::Rect area = imageArea(scene);
    const PictureGeometry picture = pictureGeometry(scene);
    cv::Mat columns(area.size(), CV_32F), rows(area.size(), CV_32F);
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x) {
            const cv::Point2d px(area.x + x, area.y + y);
            const cv::Point2f sample = grid.sampleFromMm(picture.mmFromFrame(px));
            columns.at<float>(y, x) = sample.x;
            rows.at<float>(y, x) = sample.y;
        }
    }
    cv::Mat picture_area;
    cv::remap(beams, picture_area, columns, rows, cv::INTER_LINEAR, cv::BORDER_CONSTANT, outside);
    return picture_area;
}

}  // namespace sonomask::phantom
