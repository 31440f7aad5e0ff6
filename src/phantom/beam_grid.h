#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "phantom/scene.h"
#include "phantom/speckle.h"

namespace sonomask::phantom {

/// How millimetres of the picture's plane (scene.h) lie in the frame.
struct PictureGeometry {
    cv::Point2d origin_in_frame;  ///< pixel of x = 0, z = 0; pixel centres are whole numbers
    PixelSpacing spacing_mm;

    cv::Point2d frameFromMm(const cv::Point2d& mm) const {
        return {origin_in_frame.x + mm.x / spacing_mm.x_mm,
                origin_in_frame.y + mm.y / spacing_mm.y_mm};
    }
    cv::Point2d mmFromFrame(const cv::Point2d& px) const {
        return {(px.x - origin_in_frame.x) * spacing_mm.x_mm,
                (px.y - origin_in_frame.y) * spacing_mm.y_mm};
    }
};

PictureGeometry pictureGeometry(const Scene& scene);

/// The samples that the machine takes: one column a beam, one row a depth. It is as fine as the PSF
/// and the pixels need, and wider than the view by a margin for the PSF.
class BeamGrid {
  public:
    explicit BeamGrid(const Scene& scene);

    cv::Size size() const { return {beams_, samples_}; }
    double sampleStepMm() const { return sample_step_mm_; }
    /// Distance of a row from the probe's face.
    double depthMm(int row) const { return row * sample_step_mm_; }
    /// Where a sample lies in the picture's plane.
    cv::Point2d positionMm(int row, int column) const;
    /// Distance between beams at a row.
    double beamStepMm(int row) const;
    /// The PSF of each row (see `speckle.h`): the pulse stretches with depth as attenuation takes
    /// the high frequencies, the beam is narrowest at the focus.
    std::vector<PointSpread> pointSpread() const;
    /// Column and row of a point of the plane; negative where the probe does not see it.
    cv::Point2f sampleFromMm(const cv::Point2d& mm) const;

  private:
    double lateralSigmaMm(double depth_mm) const;
    double axialSigmaMm(double depth_mm) const;
    void coverLinear(double width_mm, double depth_mm);
    void coverCurved(double depth_mm);

    Probe probe_;
    double smallest_sigma_x_mm_, smallest_sigma_z_mm_;
    int beams_ = 0, samples_ = 0, margin_beams_ = 0;
    double sample_step_mm_ = 0;
    double beam_step_ = 0;   // mm for a linear probe, radians for a curved one
    double first_beam_ = 0;  // mm or radians
};

/// A picture of the beam grid (CV_32FC1) as the image area shows it (CV_32FC1); what the probe does
/// not see is `outside`.
cv::Mat scanConvert(const cv::Mat& beams, const BeamGrid& grid, const Scene& scene, float outside);

}  // namespace sonomask::phantom
