#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace sonomask {

/// FNV-1a, 64 bits (Fowler, Noll, Vo): tells whether two things are the same, not who made them.
class Fingerprint {
  public:
    void add(std::span<const std::byte> bytes);
    /// The text and a sign of its end, so that "a", "bc" differ from "ab", "c".
    void add(const std::string& text);
    /// 16 hexadecimal digits.
    std::string digits() const;
    /// "fnv1a64:" and the digits.
    std::string text() const;

  private:
    std::uint64_t value_ = 0xcbf29ce484222325U;
};

}  // namespace sonomask
