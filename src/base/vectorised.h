#pragma once

/// Marks a function that is compiled for several instruction sets; the program takes the best that
/// the CPU has. Not under ThreadSanitizer: the choice is made before its runtime is there. A
/// template cannot be marked: let marked functions call it, and mark it `SONOMASK_INLINE`.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define SONOMASK_VECTORISED __attribute__((target_clones("avx512f", "avx2", "default")))
/// The same for sums whose digits must not depend on the CPU: without fused multiply-add.
#define SONOMASK_VECTORISED_EXACT __attribute__((target_clones("avx2", "default")))
#else
#define SONOMASK_VECTORISED
#define SONOMASK_VECTORISED_EXACT
#endif
#define SONOMASK_INLINE inline __attribute__((always_inline))
