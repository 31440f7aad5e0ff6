#include <algorithm>
#include <sstream>

#include "training/run_log.h"

namespace sonomask::training {
namespace {

constexpr double kWidth = 800, kHeight = 400, kMargin = 50;
constexpr double kSmoothing = 0.03;  // share of the new value in the running mean

struct Axes {
    double steps = 1;
    double most = 1;
    double x(double step) const { return kMargin + step / steps * (kWidth - 2 * kMargin); }
    double y(double value) const {
        return kHeight - kMargin - std::min(value / most, 1.0) * (kHeight - 2 * kMargin);
    }
};

void drawLine(std::ostringstream& svg, const std::string& points, const char* colour) {
    svg << "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" << colour << "\" points=\""
        << points << "\"/>\n";
}

void drawText(std::ostringstream& svg, double x, double y, const std::string& text,
              const char* colour) {
    svg << "<text font-family=\"sans-serif\" font-size=\"13\" fill=\"" << colour << "\" x=\"" << x
        << "\" y=\"" << y << "\">" << text << "</text>\n";
}

std::string number(double value) {
    std::ostringstream text;
    text.precision(3);
    text << value;
    return text.str();
}

void drawAxes(std::ostringstream& svg, const Axes& loss, const Axes& dice) {
    svg << "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<path fill=\"none\" "
           "stroke=\"black\" d=\"M"
        << kMargin << ' ' << kMargin << 'V' << kHeight - kMargin << 'H' << kWidth - kMargin << 'V'
        << kMargin << "\"/>\n";
    for (int i = 0; i <= 4; ++i) {
        const double share = i / 4.0;
        const double y = loss.y(share * loss.most) + 4;
        drawText(svg, 8, y, number(share * loss.most), "#0072b2");
        drawText(svg, kWidth - kMargin + 8, y, number(share * dice.most), "#d55e00");
        drawText(svg, loss.x(share * loss.steps) - 10, kHeight - kMargin + 20,
                 number(share * loss.steps), "black");
    }
    drawText(svg, 8, kMargin - 20, "loss (running mean)", "#0072b2");
    drawText(svg, kWidth - 190, kMargin - 20, "mean Dice on validation", "#d55e00");
    drawText(svg, kWidth / 2 - 15, kHeight - 10, "step", "black");
}

}  // namespace

std::string drawnCurve(const std::vector<StepRecord>& steps,
                       const std::vector<ValidationRecord>& validations) {
    std::ostringstream losses, scores;
    Axes loss, dice;
    if (!steps.empty()) loss.steps = dice.steps = std::max(1, steps.back().step);
    std::vector<double> smooth;
    for (const auto& record : steps)
        smooth.push_back(smooth.empty()
                             ? record.loss
                             : smooth.back() + kSmoothing * (record.loss - smooth.back()));
    if (!smooth.empty())
        loss.most = std::max(1e-6, *std::max_element(smooth.begin(), smooth.end()));
    for (std::size_t i = 0; i < steps.size(); ++i)
        losses << loss.x(steps[i].step) << ',' << loss.y(smooth[i]) << ' ';
    for (const auto& record : validations)
        scores << dice.x(record.step) << ',' << dice.y(record.mean_dice) << ' ';
    std::ostringstream svg;
    svg << "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" << kWidth << "\" height=\""
        << kHeight << "\">\n";
    drawAxes(svg, loss, dice);
    drawLine(svg, losses.str(), "#0072b2");
    drawLine(svg, scores.str(), "#d55e00");
    svg << "</svg>\n";
    return svg.str();
}

}  // namespace sonomask::training
