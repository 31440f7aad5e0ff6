#pragma once

namespace sonomask {

/// For the start of a program: a file that grows beyond the limit of its size is an error of the
/// writer (EFBIG), not the end of the program; and where standard input, output or error is closed,
/// no file that is opened later takes its place.
void prepareProcess();

}  // namespace sonomask
