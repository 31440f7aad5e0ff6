#pragma once

namespace sonomask {

/// Tells the C library to keep freed memory for the next picture rather than give it back at once:
/// each page that comes anew costs more than the work on it, for pictures by a quarter to a half.
/// What is kept stays below 128 MB; single blocks of more than 32 MB are given back as before.
/// Called once, at the start of a program. Does nothing where the C library is not glibc.
void keepFreedMemory();

/// The same without a limit, for a program that takes the same large blocks again and again, as
/// training does in each step. May be called after `keepFreedMemory`.
void keepAllFreedMemory();

}  // namespace sonomask
