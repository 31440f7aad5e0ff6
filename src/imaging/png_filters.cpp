#include "imaging/png_filters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include <opencv2/core/hal/intrin.hpp>

namespace sonomask {
namespace {

enum Filter : std::uint8_t { None, Sub, Up, Average, Paeth, Filters };

/// A byte is told by those to its left, so that a row cannot be split. But a row follows the one
/// above at a pixel's distance: as many rows as a register has lanes are worked on at a time.
constexpr std::size_t kLanes = cv::v_int16x8::nlanes;

/// All bits of the lanes whose row has a filter.
cv::v_int16x8 lanesOf(const std::array<std::uint8_t, kLanes>& filters, Filter filter) {
    std::array<short, kLanes> lanes{};
    for (std::size_t i = 0; i < kLanes; ++i) lanes[i] = filters[i] == filter ? -1 : 0;
    return cv::v_load(lanes.data());
}

/// Of left, above and the corner between that which is nearest to left + above - corner, found
/// without a branch, which no processor could foretell.
cv::v_int16x8 nearest(const cv::v_int16x8& left, const cv::v_int16x8& above,
                      const cv::v_int16x8& corner) {
    const cv::v_int16x8 low = cv::v_min(left, above);
    const cv::v_int16x8 high = cv::v_max(left, above);
    const cv::v_int16x8 level = corner + corner + corner - left - above;
    return cv::v_select(level <= low, high, cv::v_select(high <= level, low, corner));
}

/// Rows with as much room on both sides as the lanes run ahead of one another.
class Block {
  public:
    Block(std::size_t row_bytes, std::size_t step)
        : row_bytes_(row_bytes), room_(kLanes * step), bytes_(kLanes * (row_bytes + 2 * room_)) {}

    std::uint8_t* row(std::size_t i) {
        return bytes_.data() + i * (row_bytes_ + 2 * room_) + room_;
    }

  private:
    std::size_t row_bytes_;
    std::size_t room_;
    std::vector<std::uint8_t> bytes_;
};

/// The rows of one picture, `kStep` bytes a pixel.
template <std::size_t kStep>
class Rows {
  public:
    explicit Rows(std::size_t row_bytes)
        : row_bytes_(row_bytes),
          filtered_(row_bytes, kStep),
          plain_(row_bytes, kStep),
          above_(row_bytes + kLanes * kStep, 0) {}

    void next(const std::uint8_t* filtered, const std::array<std::uint8_t, kLanes>& filters,
              std::size_t count, cv::Mat& pixels, int first) {
        for (std::size_t i = 0; i < count; ++i)
            std::copy_n(filtered + i * (row_bytes_ + 1) + 1, row_bytes_, filtered_.row(i));
        takeOff(filters);
        for (std::size_t i = 0; i < count; ++i)
            std::copy_n(plain_.row(i), row_bytes_, pixels.ptr(first + static_cast<int>(i)));
        std::copy_n(plain_.row(count - 1), row_bytes_, above_.begin());
    }

  private:
    /// Lane i is i pixels behind the first: what it needs of the row above is what the lane before
    /// it found a pixel ago. Beside the rows all is 0, as it is to be left of them.
    void takeOff(const std::array<std::uint8_t, kLanes>& filters) {
        const cv::v_int16x8 sub = lanesOf(filters, Sub);
        const cv::v_int16x8 up = lanesOf(filters, Up);
        const cv::v_int16x8 average = lanesOf(filters, Average);
        const cv::v_int16x8 paeth = lanesOf(filters, Paeth);
        const cv::v_int16x8 byte = cv::v_setall_s16(255);
        std::array<cv::v_int16x8, kStep> lefts;
        std::array<cv::v_int16x8, kStep> corners;
        lefts.fill(cv::v_setzero_s16());
        corners.fill(cv::v_setzero_s16());
        std::array<const std::uint8_t*, kLanes> in{};
        std::array<std::uint8_t*, kLanes> out{};
        for (std::size_t i = 0; i < kLanes; ++i) {
            in[i] = filtered_.row(i) - i * kStep;
            out[i] = plain_.row(i) - i * kStep;
        }
        const std::size_t end = row_bytes_ + (kLanes - 1) * kStep;
        for (std::size_t pixel = 0; pixel < end; pixel += kStep)
            for (std::size_t k = 0; k < kStep; ++k) {
                const std::size_t x = pixel + k;
                const cv::v_int16x8 filtered(in[0][x], in[1][x], in[2][x], in[3][x], in[4][x],
                                             in[5][x], in[6][x], in[7][x]);
                const cv::v_int16x8 left = lefts[k];
                const cv::v_int16x8 above = cv::v_rotate_left<1>(left, cv::v_setall_s16(above_[x]));
                const cv::v_int16x8 mean = (left + above) >> 1;
                const cv::v_int16x8 told = (nearest(left, above, corners[k]) & paeth) |
                                           (left & sub) | (above & up) | (mean & average);
                corners[k] = above;
                lefts[k] = (filtered + told) & byte;
                std::uint64_t bytes =
                    cv::v_reinterpret_as_u64(cv::v_pack_u(lefts[k], lefts[k])).get0();
                for (std::size_t i = 0; i < kLanes; ++i, bytes >>= 8U)
                    out[i][x] = static_cast<std::uint8_t>(bytes);
            }
    }

    std::size_t row_bytes_;
    Block filtered_;
    Block plain_;
    std::vector<std::uint8_t> above_;
};

template <std::size_t kStep>
bool takeFiltersOffAs(std::span<const std::uint8_t> filtered, cv::Mat& pixels) {
    const std::size_t row_bytes = static_cast<std::size_t>(pixels.cols) * kStep;
    const auto count = static_cast<std::size_t>(pixels.rows);
    Rows<kStep> rows(row_bytes);
    for (std::size_t first = 0; first < count; first += kLanes) {
        const std::size_t together = std::min(kLanes, count - first);
        const std::uint8_t* from = filtered.data() + first * (row_bytes + 1);
        std::array<std::uint8_t, kLanes> filters{};
        for (std::size_t i = 0; i < together; ++i) {
            filters[i] = from[i * (row_bytes + 1)];
            if (filters[i] >= Filters) return false;
        }
        rows.next(from, filters, together, pixels, static_cast<int>(first));
    }
    return true;
}

}  // namespace

bool takeFiltersOff(std::span<const std::uint8_t> filtered, cv::Mat& pixels) {
    CV_Assert(filtered.size() ==
              static_cast<std::size_t>(pixels.rows) *
                  (static_cast<std::size_t>(pixels.cols) * pixels.elemSize() + 1));
    switch (pixels.type()) {
        case CV_8UC1:
            return takeFiltersOffAs<1>(filtered, pixels);
        case CV_8UC3:
            return takeFiltersOffAs<3>(filtered, pixels);
        default:
            CV_Assert(pixels.type() == CV_8UC4);
            return takeFiltersOffAs<4>(filtered, pixels);
    }
}

}  // namespace sonomask
