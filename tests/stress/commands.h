#pragma once

#include <string>

namespace sonomask::stress {

/// A cine of `gigabytes`, most of it holes: opened, its frames read in order and at random; prints
/// times and memory.
void readLargeCine(double gigabytes);

/// `count` files with and without 5 % bad ones, in turn: reading alone, then a batch with the
/// network of the file `model`, a small untrained one where it is empty; prints times and the
/// throughput that the bad ones cost.
void readDeadlyFolder(int count, const std::string& model);

/// A JPEG cine of 120 frames, 800 x 600 in colour: DCMTK's whole-file decoding against ours, in
/// turn; prints the ratios.
void readJpegCine(int rounds);

/// Opens, segments and closes sound and damaged files for `seconds`; prints memory, descriptors and
/// processes every ten seconds, and how they grew from the first minute to the last.
void soak(double seconds);

}  // namespace sonomask::stress
