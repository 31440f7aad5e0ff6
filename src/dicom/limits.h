#pragma once

#include <cstddef>
#include <cstdint>

/// What a DICOM file may ask for. Checked before memory is taken and before DCMTK sees the file: a
/// file beyond these limits is damaged or hostile, not an ultrasound study.
namespace sonomask::dicom {

inline constexpr int kMaximalNesting = 32;                        ///< sequences inside sequences
inline constexpr std::size_t kMaximalElements = 500'000;          ///< before the pixels
inline constexpr std::uint64_t kMaximalElementBytes = 4u << 20;   ///< larger ones are passed over
inline constexpr std::uint64_t kMaximalHeaderBytes = 64u << 20;   ///< all elements together
inline constexpr std::uint64_t kMaximalInflatedBytes = 1u << 30;  ///< of a deflated data set
/// A data set that unfolds to this many times its bytes, and is larger than the next, is a bomb:
/// pictures with speckle shrink to a half.
inline constexpr std::uint64_t kMaximalInflation = 200;
inline constexpr std::uint64_t kInflatedUnchecked = 64u << 20;
inline constexpr std::size_t kMaximalFragments = 1'000'000;
inline constexpr int kMaximalFrames = 1'000'000;
inline constexpr std::uint64_t kMaximalVideoBytes = 1u << 30;  ///< of an MPEG or H.264 stream
inline constexpr int kMaximalScans = 100;                      ///< of one JPEG picture

}  // namespace sonomask::dicom
