"""`info` finds the depth scale of a picture; `measure --tick-mm` measures by it and says so."""
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

WIDTH, HEIGHT, PERIOD = 320, 256, 24


def write_bitmap(path, grey_at):
    """A grey Windows bitmap: rows from below, palette of 256 greys."""
    palette = b"".join(bytes([grey, grey, grey, 0]) for grey in range(256))
    rows = b"".join(bytes(grey_at(x, y) for x in range(WIDTH)) for y in reversed(range(HEIGHT)))
    start = 14 + 40 + len(palette)
    header = struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
    info = struct.pack("<IiiHHIIiiII", 40, WIDTH, HEIGHT, 1, 8, 0, len(rows), 2835, 2835, 256, 0)
    path.write_bytes(header + info + palette + rows)


def output_of(*arguments):
    return subprocess.run([str(a) for a in arguments], check=True, stdout=subprocess.PIPE).stdout


def main(program):
    noise = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        image, plain, mask = (pathlib.Path(name) / file for file in ("a.bmp", "b.bmp", "m.bmp"))
        grain = [[40 + noise.randrange(20) for _ in range(WIDTH)] for _ in range(HEIGHT)]
        tick = lambda x, y: 305 <= x < 312 and y % PERIOD == 8
        write_bitmap(image, lambda x, y: 220 if tick(x, y) else grain[y][x])
        write_bitmap(plain, lambda x, y: grain[y][x])
        write_bitmap(mask, lambda x, y: 255 if 100 <= x < 148 and 80 <= y < 128 else 0)

        files = json.loads(output_of(program, "info", image, plain, "--json"))["files"]
        ticks = files[0]["depth_ticks"]
        assert abs(ticks["period_px"] - PERIOD) < 0.05, ticks
        assert ticks["count"] == 11 and ticks["side"] == "right" and ticks["confidence"] > 0.9, ticks
        assert files[1]["depth_ticks"] is None, files[1]

        found = json.loads(
            output_of(program, "measure", image, "--mask", mask, "--tick-mm", 5, "--json"))
        assert found["depth_ticks"] == ticks, found["depth_ticks"]
        lesion = json.dumps(found)
        assert "depth-ticks" in lesion and "by the reader's word 5 mm apart" in lesion, lesion
        text = output_of(program, "measure", image, "--mask", mask, "--tick-mm", 5).decode()
        assert "height 10.00 mm" in text and "by the reader's word 5 mm apart" in text, text

        refused = subprocess.run([program, "measure", str(plain), "--mask", str(mask), "--tick-mm",
                                  "5"], stderr=subprocess.PIPE)
        assert refused.returncode != 0 and b"no depth scale" in refused.stderr, refused


main(sys.argv[1])
