"""What the program answers to options and files that cannot be used, and its exit status."""
import json
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time


def picture(path, width, height, grey_at):
    """A grey Windows bitmap: rows from below, palette of 256 greys."""
    row = (width + 3) // 4 * 4
    pixels = b"".join(
        bytes(grey_at(x, y) for x in range(width)).ljust(row, b"\0")
        for y in reversed(range(height)))
    palette = b"".join(bytes([grey, grey, grey, 0]) for grey in range(256))
    start = 14 + 40 + len(palette)
    sizes = [start + len(pixels), 0, start, 40, width, height]
    head = b"BM" + b"".join(n.to_bytes(4, "little") for n in sizes)
    head += (1).to_bytes(2, "little") + (8).to_bytes(2, "little")
    head += b"".join(n.to_bytes(4, "little") for n in (0, len(pixels), 2835, 2835, 256, 0))
    path.write_bytes(head + palette + pixels)


def dicom(path, width, height, texts):
    """A grey DICOM picture with these texts by their tags."""
    def element(tag, vr, value):
        length = len(value)
        long = b"\0\0" + struct.pack("<I", length) if vr == b"OB" else struct.pack("<H", length)
        return struct.pack("<HH", tag >> 16, tag & 0xFFFF) + vr + long + value
    numbers = {0x00280002: 1, 0x00280010: height, 0x00280011: width, 0x00280100: 8, 0x00280101: 8,
               0x00280102: 7, 0x00280103: 0}
    values = {tag: (b"US", struct.pack("<H", number)) for tag, number in numbers.items()}
    values |= {tag: (b"LO", text + b" " * (len(text) % 2)) for tag, text in texts.items()}
    values[0x00280004] = (b"CS", b"MONOCHROME2 ")
    values[0x7FE00010] = (b"OB", bytes(width * height))
    syntax = element(0x00020010, b"UI", b"1.2.840.10008.1.2.1\0")
    head = element(0x00020000, b"UL", struct.pack("<I", len(syntax))) + syntax
    path.write_bytes(bytes(128) + b"DICM" + head +
                     b"".join(element(tag, *values[tag]) for tag in sorted(values)))


def answer(*arguments, stdout=subprocess.PIPE):
    done = subprocess.run([str(a) for a in arguments], stdout=stdout, stderr=subprocess.PIPE,
                          text=True)
    return done.returncode, done.stdout or "", done.stderr


def refused(expected, *arguments):
    code, _, said = answer(*arguments)
    assert code == 2 and expected in said, (arguments, code, said)


def numbers_are_checked(program, image, mask):
    for text in ("-1", "18446744073709551616", "1.5"):
        refused(f'must be a whole number from 0 to 18446744073709551615, not "{text}"',
                program, "phantom", "--output", "o", f"--seed={text}")
    evaluate = [program, "evaluate", "--cases", "c.csv", "--output", "o"]
    for text in ("nan", "inf", "-1", "1e9", "0.5x"):
        refused(f'must be a number from 0 to 1, not "{text}"', *evaluate, f"--threshold={text}")
        refused("--minimal-score: must be", *evaluate, f"--minimal-score={text}")
    refused("(write the decimals after a point: 0.5)", *evaluate, "--threshold", "0,5")
    measure = [program, "measure", image, "--mask", mask]
    refused("must be a number from 0.001 to 1000", *measure, "--tick-mm", "nan")
    refused("must be a whole number from 0 to 1000000", *measure, "--frame=-1")
    for text in ("nan", "0.1,", ",0.1", "1,2,3", "0", "0.1;0.2"):
        refused(f'must be X or X,Y, each a number from 0.000001 to 1000 with a decimal point, '
                f'not "{text}"', *measure, "--spacing-mm", text)
    segment = [program, "segment", image, "--output", "o"]
    for text in ("0", "257", "1.5", "nan"):
        refused(f'--jobs: must be a whole number from 1 to 256, not "{text}"',
                *segment, "--jobs", text)
    refused("must be a whole number from 0 to 1000000",
            program, "phantom", "--output", "o", "--stills", "2000000000")
    refused("must be a whole number from 1 to 256", program, "benchmark", "--threads", "0")


def choices_are_named(program, image):
    segment = [program, "segment", image, "--output", "o"]
    for text in ("gpu", "1", "CPU"):
        refused(f'--device: must be auto, cpu or cuda, not "{text}"', *segment, "--device", text)
    refused('--precision: must be auto, fp32, bf16, fp16 or int8, not "2"',
            *segment, "--precision", "2")


def nothing_stands_for_a_name(program, image):
    for arguments in (["segment", image, "--output", ""], ["phantom", "--output", ""],
                      ["segment", image, "--output", "o", "--model", ""],
                      ["train", "--config", ""], ["evaluate", "--cases", "", "--split", "val",
                                                  "--output", "o"]):
        name = arguments[arguments.index("") - 1]
        refused(f"{name}: must not be empty", program, *arguments)
    refused("must not be empty", program, "info", "")
    cases = image.with_name("all.csv")
    cases.write_text(f"dataset,case_id,image,mask,split\nset,1,{image.name},m.bmp,one\n"
                     f"set,2,{image.name},m.bmp,two\n")
    code, said, errors = answer(program, "evaluate", "--cases", cases, "--split", "", "--output",
                                image.with_name("all"))
    assert code == 0, errors
    assert len((image.with_name("all") / "metrics.csv").read_text().splitlines()) == 3
    refused("must not be empty", program, "segment", image, "", "--output", "o")


def a_failure_names_its_input(program, image, folder):
    output = folder / "taken"
    output.mkdir()
    unending = folder / "IM1"  # its name is a part of its mask's
    unending.write_bytes(image.read_bytes())
    (output / "IM1_mask.png").write_text("somebody's")
    code, _, said = answer(program, "segment", unending, "--output", output)
    assert code == 1 and f"failed: {unending}: " in said and "IM1_mask.png" in said, said
    assert (output / "IM1_mask.png").read_text() == "somebody's"


def a_model_is_not_written_over(program, folder):
    model = folder / "model.safetensors"
    model.write_text("weeks of work")
    link = folder / "link.onnx"
    link.symlink_to(model)
    export = [program, "export-onnx", "--model", model, "--output"]
    refused("model.safetensors: --output is the model itself", *export, model)
    refused("link.onnx: --output is the model itself", *export, link)
    refused("other.txt: --output does not end in .onnx", *export, folder / "other.txt")
    assert model.read_text() == "weeks of work" and not (folder / "other.txt").exists()


def what_is_written_is_named_as_what_it_is(program, folder):
    picture = folder / "precious.png"
    picture.write_text("a picture")
    refused("--output: must be a file whose name ends in .csv", program, "compare", picture,
            "--first", folder, "--second", folder, "--output", picture)
    refused("--output: must be a file whose name ends in .json", program, "merge", folder,
            "--output", folder)
    assert picture.read_text() == "a picture"


def masks_are_masks(program, image, mask):
    for spacing, x, y in (("0.5", 0.5, 0.5), ("0.5,0.25", 0.5, 0.25)):
        code, said, errors = answer(program, "measure", "--spacing-mm", spacing, image, "--mask",
                                    mask)
        assert code == 0, errors
        assert f"width {40 * x:.2f} mm, height {40 * y:.2f} mm" in said, said
        assert "inverted" not in said, said
    _, said, _ = answer(program, "measure", "--help")
    assert "0 and one other value" in " ".join(said.split()), said
    code, _, said = answer(program, "measure", image, "--mask", image)
    assert code == 1 and "has the grey values 1, 2, 3, 4, …: a mask holds 0 and one other value. " \
        "A mask is a PNG of its image's size" in said, said
    inverted = mask.with_name("inverted.bmp")
    picture(inverted, 128, 96, lambda x, y: 0 if 30 <= x < 70 and 20 <= y < 60 else 255)
    code, said, _ = answer(program, "measure", image, "--mask", inverted)
    assert code == 0 and "is the mask inverted?" in said, said
    code, said, _ = answer(program, "measure", image, "--mask", inverted, "--json")
    assert "is the mask inverted?" in json.loads(said)["frames"][0]["warnings"][-1], said


def a_mass_beside_the_region_is_measured(program, folder):
    image, mask = folder / "narrow.bmp", folder / "beside.bmp"
    picture(image, 600, 300, lambda x, y: (x * 7 + y * 13) % 97 + 80 if x < 260 else 0)
    picture(mask, 600, 300, lambda x, y: 255 if 520 <= x < 560 and 120 <= y < 160 else 0)
    code, said, errors = answer(program, "measure", image, "--mask", mask)
    assert code == 0 and "width 40.00 px" in said, said + errors
    assert "A mass lies outside the ultrasound region" in said, said


def text_that_is_none_is_still_json(program, folder):
    file = folder / "text.dcm"
    for malformed in (b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x80\x80\xaf"):
        dicom(file, 16, 16, {0x00080005: b"ISO_IR 192", 0x00081030: b"A" + malformed + b"B"})
        code, said, errors = answer(program, "info", "--json", file)
        assert code == 0, errors
        described = json.loads(said)["files"][0]["dicom"]["study_description"]
        letters = "".join("?" if "\x80" <= letter <= "\x9f" else letter  # control characters
                          for letter in malformed.decode("latin-1"))
        assert described == "A" + letters + "B", described


def an_interrupted_phantom_can_run_again(program, folder):
    output = folder / "phantom" / "study"
    phantom = [str(program), "phantom", "--output", str(output), "--cine-frames", "0", "--width",
               "64", "--height", "64", "--stills"]
    running = subprocess.Popen(phantom + ["100000"], stderr=subprocess.PIPE, text=True)
    while not list(output.glob("masks/*.png")):
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate()
    assert running.returncode == 1 and "cancelled" in said, (running.returncode, said)
    assert not output.parent.exists(), list(output.parent.rglob("*"))
    code, _, said = answer(*phantom, "1")
    assert code == 0 and (output / "cases.csv").exists(), said


def where_json_goes_is_told(program, image, folder):
    hint = 'out.txt" is taken for a file to read; the name of one that --json is to write ends in'
    out = folder / "out.txt"
    code, said, errors = answer(program, "info", image, "--json", out)
    assert code == 1 and hint in errors, (code, errors)
    assert [file["status"] for file in json.loads(said)["files"]] == ["ok", "failed"], said
    refused(hint, program, "measure", image, "--mask", image, "--json", out)
    refused("--json: must be - or a file whose name ends in .json", program, "info", image,
            f"--json={out}")
    target = folder / "out.json"
    for arguments in (["--json", image], [image, "--json"], ["--json", "-", image],
                      [image, "--json=-"], [image, "--json", target]):
        code, said, errors = answer(program, "info", *arguments)
        text = target.read_text() if target in arguments else said
        assert code == 0 and not errors and len(json.loads(text)["files"]) == 1, (code, errors)
    assert not out.exists()


def lost_output_is_told(program, image):
    if not pathlib.Path("/dev/full").exists():
        return
    for arguments in (["info", image], ["info", image, "--json", "-"], ["--version"]):
        with open("/dev/full", "w") as full:
            code, _, said = answer(program, *arguments, stdout=full)
        assert code == 1 and "standard output cannot be written" in said, (arguments, code, said)


def main(program):
    with tempfile.TemporaryDirectory() as name:
        image, mask = pathlib.Path(name) / "a.bmp", pathlib.Path(name) / "m.bmp"
        picture(image, 128, 96, lambda x, y: (x * 3 + y * 5) % 200)
        picture(mask, 128, 96, lambda x, y: 255 if 30 <= x < 70 and 20 <= y < 60 else 0)
        numbers_are_checked(program, image, mask)
        choices_are_named(program, image)
        nothing_stands_for_a_name(program, image)
        a_failure_names_its_input(program, image, pathlib.Path(name))
        a_model_is_not_written_over(program, pathlib.Path(name))
        what_is_written_is_named_as_what_it_is(program, pathlib.Path(name))
        masks_are_masks(program, image, mask)
        a_mass_beside_the_region_is_measured(program, pathlib.Path(name))
        text_that_is_none_is_still_json(program, pathlib.Path(name))
        where_json_goes_is_told(program, image, pathlib.Path(name))
        an_interrupted_phantom_can_run_again(program, pathlib.Path(name))
        lost_output_is_told(program, image)


main(sys.argv[1])
