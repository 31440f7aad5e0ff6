#include <algorithm>

#include "segmentation/onednn_program.h"

namespace sonomask::segmentation {
namespace {

/// A slot's place and the first and last command that touch it.
struct Life {
    int slot = 0;
    std::size_t bytes = 0;
    int first = 0;
    int last = 0;
};

bool meet(const Life& a, const Life& b) {
    return a.first <= b.last && b.first <= a.last;
}

std::vector<Life> livesOf(const Program& program) {
    std::vector<Life> lives;
    const int end = static_cast<int>(program.commands.size());
    for (int slot = 0; slot < static_cast<int>(program.slots.size()); ++slot) {
        const std::size_t bytes = program.slots[slot].bytes;
        lives.push_back(
            {slot, (bytes + kSlotAlignment - 1) / kSlotAlignment * kSlotAlignment, end, -1});
    }
    for (int i = 0; i < end; ++i)
        for (const Argument& argument : program.commands[i].arguments)
            if (argument.map.slot >= 0) {
                Life& life = lives[argument.map.slot];
                life.first = std::min(life.first, i);
                life.last = std::max(life.last, i);
            }
    lives[program.maps.front().slot].first = 0;  // filled before the first command
    lives[program.output.slot].last = end;       // read after the last
    return lives;
}

}  // namespace

void placeSlots(Program& program) {
    std::vector<Life> lives = livesOf(program);
    // The largest first, each at the lowest place where nothing that lives at its time lies.
    std::stable_sort(lives.begin(), lives.end(),
                     [](const Life& a, const Life& b) { return a.bytes > b.bytes; });
    std::vector<Life> placed;
    for (const Life& life : lives) {
        std::vector<std::pair<std::size_t, std::size_t>> taken;
        for (const Life& other : placed)
            if (meet(life, other)) {
                const std::size_t offset = program.slots[other.slot].offset;
                taken.emplace_back(offset, offset + other.bytes);
            }
        std::sort(taken.begin(), taken.end());
        std::size_t offset = 0;
        for (const auto& [from, to] : taken) {
            if (offset + life.bytes <= from) break;
            offset = std::max(offset, to);
        }
        program.slots[life.slot].offset = offset;
        program.map_bytes = std::max(program.map_bytes, offset + life.bytes);
        placed.push_back(life);
    }
}

}  // namespace sonomask::segmentation
