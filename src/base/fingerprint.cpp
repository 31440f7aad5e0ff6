#include "base/fingerprint.h"

#include <cstdio>

namespace sonomask {

void Fingerprint::add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes)
        value_ = (value_ ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3U;
}

void Fingerprint::add(const std::string& text) {
    add(std::as_bytes(std::span(text.c_str(), text.size() + 1)));
}

std::string Fingerprint::digits() const {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value_));
    return text;
}

std::string Fingerprint::text() const {
    return "fnv1a64:" + digits();
}

}  // namespace sonomask
