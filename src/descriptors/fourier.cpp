#include "descriptors/fourier.h"

#include <algorithm>
#include <numbers>

namespace sonomask::descriptors {
namespace {

using Complex = std::complex<double>;

Complex turned(double angle) {
    return std::polar(1.0, angle);
}

}  // namespace

Harmonics harmonicsOf(const Points& even_outline, int order) {
    const std::size_t count = even_outline.size();
    std::vector<Complex> turn;  // by each part of a whole turn; every harmonic steps through them
    for (std::size_t i = 0; i < count; ++i)
        turn.push_back(turned(-2 * std::numbers::pi * double(i) / double(count)));
    std::vector<Complex> values;
    for (int harmonic = -order; harmonic <= order; ++harmonic) {
        const std::size_t step =
            harmonic < 0 ? count + std::size_t(harmonic) : std::size_t(harmonic);
        Complex sum;
        std::size_t at = 0;
        for (const cv::Point2d& point : even_outline) {
            sum += Complex(point.x * turn[at].real() - point.y * turn[at].imag(),
                           point.x * turn[at].imag() + point.y * turn[at].real());
            at = (at + step) % count;
        }
        values.push_back(sum / double(count));
    }
    return Harmonics(std::move(values));
}

Points reconstructed(const Harmonics& harmonics, int order, int points) {
    const int last = std::min(order, harmonics.order());
    Points outline;
    for (int i = 0; i < points; ++i) {
        const double way = 2 * std::numbers::pi * i / points;
        Complex sum;
        for (int harmonic = -last; harmonic <= last; ++harmonic)
            sum += harmonics.at(harmonic) * turned(way * harmonic);
        outline.emplace_back(sum.real(), sum.imag());
    }
    return outline;
}

}  // namespace sonomask::descriptors
