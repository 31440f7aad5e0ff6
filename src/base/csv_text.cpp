#include "base/csv_text.h"

#include <cmath>
#include <locale>
#include <sstream>

namespace sonomask {

std::string withoutFormula(const std::string& text) {
    const bool formula = text.find_first_of("=+-@\t\r") == 0;
    return formula ? "'" + text : text;
}

std::string decimalText(double value, int digits) {
    if (std::isnan(value)) return {};
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(digits);
    text << value;
    return text.str();
}

}  // namespace sonomask
