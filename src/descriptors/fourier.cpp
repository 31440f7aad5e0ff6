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
    const auto count = static_cast<double>(even_outline.size());
    std::vector<Complex> values;
    for (int harmonic = -order; harmonic <= order; ++harmonic) {
        const double step = -2 * std::numbers::pi * harmonic / count;
        Complex sum;
        for (std::size_t i = 0; i < even_outline.size(); ++i)
            sum += Complex(even_outline[i].x, even_outline[i].y) * turned(step * double(i));
        values.push_back(sum / count);
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
