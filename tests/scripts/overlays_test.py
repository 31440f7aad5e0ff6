"""Overlay planes are, bit by bit, what pydicom makes of them: overlays_test.py DUMP_FRAMES

Ends with 77 (skipped) without Debian's python3-pydicom and python3-numpy.
"""
import itertools
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import numpy
    from pydicom.dataset import Dataset, FileDataset
    from pydicom.pixel_data_handlers.numpy_handler import pack_bits
    from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian
except ImportError:
    sys.exit(77)

FRAMES = 3


def dataset(syntax, size, pictures, group, random):
    """A cine of FRAMES frames with one plane of `pictures` pictures that are of the frames' size."""
    rows, columns = size
    meta = Dataset()
    meta.TransferSyntaxUID = syntax
    file = FileDataset("", {}, preamble=bytes(128), file_meta=meta)
    file.is_little_endian = True
    file.is_implicit_VR = syntax == ImplicitVRLittleEndian
    file.Modality = "US"
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.Rows, file.Columns, file.NumberOfFrames = rows, columns, FRAMES
    file.BitsAllocated, file.BitsStored, file.HighBit, file.PixelRepresentation = 8, 8, 7, 0
    pixels = random.integers(0, 256, FRAMES * rows * columns, dtype=numpy.uint8)
    file.PixelData = pixels.tobytes() + bytes(pixels.size % 2)
    plane = {0x0010: ("US", rows), 0x0011: ("US", columns), 0x0015: ("IS", pictures),
             0x0040: ("CS", "G"), 0x0050: ("SS", [1, 1]), 0x0100: ("US", 1), 0x0102: ("US", 0),
             0x3000: ("OW", pack_bits(random.integers(0, 2, pictures * rows * columns)))}
    for element, (vr, value) in plane.items():
        file.add_new((group, element), vr, value)
    return file


def ours(tool, folder, frame):
    header, *rest = (folder / f"{frame}.graphics").read_bytes().split(b"\n", 3)
    assert header == b"P5", header
    columns, rows = map(int, rest[0].split())
    return numpy.frombuffer(rest[2], dtype=numpy.uint8).reshape(rows, columns)


def check(tool, file, group):
    theirs = file.overlay_array(group)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file.save_as(folder / "cine.dcm", write_like_original=False)
        subprocess.run([tool, folder / "cine.dcm", folder], check=True, capture_output=True)
        for frame in range(FRAMES):
            plane = theirs[frame] if theirs.ndim == 3 else theirs
            difference = int((ours(tool, folder, frame) != plane * 255).sum())
            assert difference == 0, (frame, difference)


def main():
    random = numpy.random.default_rng(7)
    sizes = [(8, 16), (17, 23), (1, 1), (97, 3)]
    syntaxes = [ImplicitVRLittleEndian, ExplicitVRLittleEndian]
    for syntax, size, pictures, group in itertools.product(syntaxes, sizes, (1, FRAMES), (0x6000, 0x600A)):
        file = dataset(syntax, size, pictures, group, random)
        file.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.3.1"
        file.file_meta.MediaStorageSOPInstanceUID = "1.2.3"
        check(sys.argv[1], file, group)


if __name__ == "__main__":
    main()
