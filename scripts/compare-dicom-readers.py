#!/usr/bin/env python3
"""Compares the frames that Sonomask decodes with those of pydicom and GDCM.

Usage: compare-dicom-readers.py DUMP_FRAMES FOLDER

DUMP_FRAMES is the developer's tool built from tests/dicom, FOLDER holds DICOM files. For each file
the largest and the mean difference of any pixel over all frames is printed for each reader that can
decode it. Needs Debian's python3-pydicom, python3-gdcm, python3-numpy and python3-pil.
"""
import pathlib
import subprocess
import sys
import tempfile
import warnings

import gdcm
import numpy
import pydicom
from PIL import Image
from pydicom.pixel_data_handlers import util

warnings.simplefilter("ignore")


def our_frames(tool, file):
    """All frames as dumped by the tool, and what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([tool, file, folder], capture_output=True, text=True, timeout=300)
        if run.returncode != 0:
            return None, run.stderr.strip()
        names = sorted(pathlib.Path(folder).glob("*.p?m"), key=lambda name: int(name.stem))
        return [numpy.asarray(Image.open(name)).copy() for name in names], run.stdout.strip()


def to_bytes(values, bits):
    """Values of `bits` bits by their highest eight."""
    return (values >> (bits - 8) if bits > 8 else values).astype(numpy.uint8)


def palette_bits(dataset):
    """Bits that the palette really uses: 16 declared with no entry above 255 are 8."""
    bits = int(dataset.RedPaletteColorLookupTableDescriptor[2])
    data = numpy.frombuffer(dataset.RedPaletteColorLookupTableData, dtype="<u2")
    return 8 if bits == 16 and data.max() < 256 else bits


def shown_by_pydicom(dataset):
    """pydicom's pixels, taken to the 8-bit picture that a viewer shows."""
    pixels = dataset.pixel_array
    photometric = dataset.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        return to_bytes(util.apply_color_lut(pixels, dataset), palette_bits(dataset))
    if dataset.SamplesPerPixel == 3:
        already_rgb = photometric in ("RGB", "YBR_RCT", "YBR_ICT")
        return pixels if already_rgb else util.convert_color_space(pixels, photometric, "RGB")
    if "WindowCenter" in dataset:
        shown = util.apply_voi_lut(util.apply_modality_lut(pixels, dataset), dataset)
        return numpy.clip(numpy.round(shown), 0, 255).astype(numpy.uint8)
    return pixels


def frames_of_pydicom(file):
    dataset = pydicom.dcmread(file)
    pixels = shown_by_pydicom(dataset)
    return list(pixels) if int(dataset.get("NumberOfFrames", 1)) > 1 else [pixels]


def frames_of_gdcm(file):
    """GDCM's pixels of colour images, by its own conversion to RGB."""
    reader = gdcm.ImageReader()
    reader.SetFileName(str(file))
    if not reader.Read():
        raise ValueError("GDCM cannot read it")
    image = reader.GetImage()
    photometric = str(image.GetPhotometricInterpretation())
    if not photometric.startswith(("RGB", "YBR", "PALETTE")):
        raise ValueError("compared for colour only")
    if photometric.startswith("PALETTE"):
        table = gdcm.ImageApplyLookupTable()
        table.SetInput(image)
        if not table.Apply():
            raise ValueError("GDCM cannot apply its palette")
        image = table.GetOutput()
    elif photometric.startswith("YBR_FULL"):
        raise ValueError("GDCM does not convert YBR")
    bits = image.GetPixelFormat().GetBitsAllocated()
    buffer = image.GetBuffer().encode("utf-8", errors="surrogateescape")
    values = numpy.frombuffer(buffer, dtype=f"<u{bits // 8}")
    width, height = image.GetDimension(0), image.GetDimension(1)
    if image.GetPlanarConfiguration() == 1:
        planes = to_bytes(values, bits).reshape(-1, 3, height, width)
        return list(planes.transpose(0, 2, 3, 1))
    return list(to_bytes(values, bits).reshape(-1, height, width, 3))


def difference(ours, theirs):
    if len(ours) != len(theirs):
        return f"{len(theirs)} frames instead of {len(ours)}"
    if ours[0].shape != theirs[0].shape:
        return f"shape {theirs[0].shape} instead of {ours[0].shape}"
    gaps = [numpy.abs(a.astype(int) - b.astype(int)) for a, b in zip(ours, theirs)]
    return f"max {max(g.max() for g in gaps)} mean {numpy.mean([g.mean() for g in gaps]):.4f}"


def main():
    tool, folder = sys.argv[1:3]
    for file in sorted(pathlib.Path(folder).iterdir()):
        ours, said = our_frames(tool, file)
        print(f"{file.name}: {said}")
        if ours is None:
            continue
        for name, read in (("pydicom", frames_of_pydicom), ("GDCM", frames_of_gdcm)):
            try:
                print(f"  {name}: {difference(ours, read(file))}")
            except Exception as error:  # any of the many ways in which a reader gives up
                print(f"  {name}: cannot ({error})"[:160])


if __name__ == "__main__":
    main()
