"""What other programs rely on: the subcommands of `sonomask-cli`, their exit codes, the names of their
files and the keys of their JSON, tried on phantoms with the shipped model."""
import json
import pathlib
import struct
import subprocess
import sys
import tempfile

COMMANDS = ("info", "segment", "measure", "evaluate", "describe", "train", "benchmark",
            "export-onnx", "phantom")


def run(*arguments, code=0):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    assert done.returncode == code, (arguments, done.returncode, done.stdout, done.stderr)
    return done.stdout


def document_of(*arguments, code=0):
    return json.loads(run(*arguments, "--json", "-", code=code))


def size_of(png):
    return struct.unpack(">II", png.read_bytes()[16:24])


def every_command_has_help(program):
    for command in COMMANDS:
        assert "--help" in run(program, command, "--help")
        run(program, command, "--no-such-option", code=2)


def info_lists_every_file(program, images):
    entries = document_of(program, "info", *sorted(images.iterdir()))["files"]
    assert [pathlib.Path(entry["file"]).name for entry in entries] == sorted(
        file.name for file in images.iterdir())


def segment_writes_masks_and_findings(program, images, folder):
    run(program, "segment", images, "--output", folder)
    assert sorted(file.name for file in folder.glob("*.png")) == [
        "still_0001_mask.png", "still_0002_mask.png", "sweep_f0000_mask.png",
        "sweep_f0001_mask.png"]
    assert all(size_of(mask) == (320, 240) for mask in folder.glob("*.png"))
    json.loads((folder / "findings.json").read_text())


def one_bad_input_is_named_and_the_others_are_done(program, images, folder):
    empty = folder / "empty.png"
    empty.touch()
    out = folder / "out"
    done = subprocess.run([program, "segment", empty, images / "still_0001.png", "--output", out],
                          capture_output=True, text=True)
    assert done.returncode == 1 and str(empty) in done.stderr, done
    assert (out / "still_0001_mask.png").exists()


def measure_gives_millimetres_only_with_a_scale(program, study):
    image, mask = study / "images/still_0001.png", study / "masks/still_0001.png"

    def measures(*scale):
        document = document_of(program, "measure", image, "--mask", mask, *scale)
        return document["frames"][0]["lesions"][0]["measures"]

    plain, scaled = measures(), measures("--spacing-mm", "0.2,0.1")
    assert (plain["unit"], scaled["unit"]) == ("px", "mm")
    assert abs(scaled["area"] - plain["area"] * 0.2 * 0.1) < 1e-3 * scaled["area"]


def evaluate_writes_its_four_kinds_of_files(program, study, folder):
    run(program, "evaluate", "--cases", study / "cases.csv", "--split", "train", "--output", folder)
    names = {file.name for file in folder.iterdir()}
    assert {"metrics.json", "metrics.csv", "report.md"} <= names, names
    assert any(name.endswith((".png", ".jpg")) for name in names), names
    json.loads((folder / "metrics.json").read_text())


def benchmark_has_the_keys_that_others_read(program, *pictures):
    result = document_of(program, "benchmark", "--runs", "2", "--threads", "1", "--folder", "2",
                         *pictures)
    assert result["network_ms"]["fp32"]["median"] > 0
    bf16 = result["network_ms"]["bf16"]
    assert bf16 is None or bf16["median"] > 0
    assert set(result["stages"]) == {"open", "preprocess", "network", "postprocess", "encode"}
    for timings in (*result["stages"].values(), result["whole"]):
        assert 0 < timings["min"] <= timings["median"] <= timings["p99"], timings
        assert timings["cpu_median"] > 0, timings
    assert result["folder"]["images"] == 2


def export_writes_a_model(program, file):
    run(program, "export-onnx", "--output", file)
    assert file.stat().st_size > 1e6


program = sys.argv[1]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    study = folder / "study"
    run(program, "phantom", "--output", study, "--stills", "2", "--cine-frames", "2",
        "--width", "320", "--height", "240")
    every_command_has_help(program)
    info_lists_every_file(program, study / "images")
    segment_writes_masks_and_findings(program, study / "images", folder / "segmented")
    one_bad_input_is_named_and_the_others_are_done(program, study / "images", folder)
    measure_gives_millimetres_only_with_a_scale(program, study)
    evaluate_writes_its_four_kinds_of_files(program, study, folder / "evaluated")
    benchmark_has_the_keys_that_others_read(program)
    benchmark_has_the_keys_that_others_read(program, "--input", study / "images")
    export_writes_a_model(program, folder / "model.onnx")
