"""`sonomask-cli compare` compares two readers' masks of phantoms and says what it leaves out."""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile


def answer(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def lines_of(table, kind):
    with table.open(newline="") as file:
        return [line for line in csv.DictReader(file) if line["kind"] == kind]


def second_reader(study, folder):
    """Sees what the first sees, but misses the first mass."""
    with (study / "cases.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    shutil.copytree(study / "masks", folder)
    empty = next(row["mask"] for row in rows if row["label"] == "normal")
    missed = next(row["mask"] for row in rows if row["label"] != "normal")
    shutil.copy(study / empty, folder / pathlib.Path(missed).name)
    return sum(row["label"] != "normal" for row in rows), len(rows)


def two_readers_are_compared(compare, study, folder):
    masses, pictures = second_reader(study, folder / "second")
    table, document = folder / "agreement.csv", folder / "agreement.json"
    code, said, errors = answer(*compare, "--output", table)
    assert code == 0, errors
    assert f"masks and second: {pictures} frames that both have read" in said, said
    assert f"{masses - 1} masses that both see, 1 only the first, 0 only the second" in said, said
    assert len(lines_of(table, "mass")) == masses
    (whole,) = lines_of(table, "study")
    assert whole["first"] == "masks" and whole["count"] == str(masses - 1), whole
    code, said, errors = answer(*compare, "--output", table, "--json", document)
    assert code == 0 and not said, (said, errors)
    found = json.loads(document.read_text())
    assert (found["matched"], found["only_first"], found["only_second"]) == (masses - 1, 1, 0)
    assert 0 < found["dice"] < 1 and found["mean_mass_dice"] == 1, found
    assert found["hd95"] == 0 and found["left_out"] == [], found


def what_is_left_out_is_told(compare, study, folder):
    gone, damaged = sorted((study / "images").glob("*.png"))[-2:]
    (folder / "second" / gone.name).unlink()
    damaged.write_bytes(damaged.read_bytes()[:2000])
    table = folder / "rest.csv"
    code, said, errors = answer(*compare, "--output", table)
    assert code == 1 and table.exists() and "frames that both have read" in said, errors
    assert errors.count("left out: ") == 2, errors
    assert f"holds no mask for {gone.name}" in errors and damaged.name in errors, errors


def readers_of_other_frames_are_not_compared(program, folder):
    code, _, errors = answer(program, "phantom", "--output", folder / "cine", "--stills", 1,
                             "--cine-frames", 3, "--width", 64, "--height", 64)
    assert code == 0, errors
    clip = folder / "cine" / "images" / "sweep.dcm"
    for frame, reader in enumerate(("one", "other")):
        (folder / reader).mkdir()
        shutil.copy(folder / "cine" / "masks" / "sweep" / "frame_0001.png",
                    folder / reader / f"sweep_f{frame:04d}_mask.png")
    code, _, errors = answer(program, "compare", clip, "--first", folder / "one", "--second",
                             folder / "other", "--output", folder / "frames.csv")
    assert code == 1 and "has no frame that both have read" in errors, errors
    assert not (folder / "frames.csv").exists()


def nothing_is_made_of_nothing(compare, folder):
    empty = folder / "empty"
    empty.mkdir()
    table = folder / "none.csv"
    code, said, errors = answer(*compare[:-1], empty, "--output", table)
    assert code == 1 and not said and not table.exists(), said
    assert "no file holds work of both readers" in errors, errors
    code, _, errors = answer(*compare[:-1], folder / "nowhere", "--output", table)
    assert code == 1 and "nowhere: is not a folder" in errors, errors
    code, _, errors = answer(*compare)
    assert code == 2 and "--output is required" in errors, errors


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        study = folder / "phantoms"
        code, _, errors = answer(program, "phantom", "--output", study, "--stills", 16,
                                 "--cine-frames", 0, "--width", 160, "--height", 128)
        assert code == 0, errors
        compare = [program, "compare", study / "images", "--first", study / "masks", "--second",
                   folder / "second"]
        two_readers_are_compared(compare, study, folder)
        what_is_left_out_is_told(compare, study, folder)
        readers_of_other_frames_are_not_compared(program, folder)
        nothing_is_made_of_nothing(compare, folder)


main(sys.argv[1])
