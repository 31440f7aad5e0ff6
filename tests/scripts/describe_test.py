"""`sonomask-cli describe` judges, learns and compares on a table of its own phantoms."""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile


def run(*arguments):
    subprocess.run([str(argument) for argument in arguments], check=True, stdout=subprocess.DEVNULL)


def answer(*arguments):
    done = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def rows_of(table):
    with table.open(newline="") as file:
        return list(csv.DictReader(file))


def write_rows(table, rows):
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def part_by_patient(table):
    """Half of the patients of each shape are learnt from, half judged."""
    rows = rows_of(table)
    patients = sorted({row["patient"]: row["shape"] for row in rows}.items(), key=lambda p: p[1])
    patients = [patient for patient, _ in patients]
    for row in rows:
        row["split"] = "train" if patients.index(row["patient"]) % 2 else "val"
    write_rows(table, rows)


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table = folder / "phantoms" / "cases.csv"
        run(program, "phantom", "--output", table.parent, "--stills", 48, "--cine-frames", 0,
            "--width", 160, "--height", 128)
        part_by_patient(table)

        output = folder / "report"
        run(program, "describe", "--cases", table, "--split", "val", "--train-split", "train",
            "--term", "shape", "--output", output)
        result = json.loads((output / "agreement.json").read_text())
        (shape,) = result["cross_validated"]
        assert shape["term"] == "shape" and shape["masses"] == result["masses"] > 10, shape
        assert sum(shape["recipes_chosen"].values()) == 25, shape["recipes_chosen"]
        assert shape["kappa_low"] <= shape["kappa"] <= shape["kappa_high"], shape
        opinions = result["second_opinion"]
        assert [o["classifier"] for o in opinions] == [
            "shipped", "logistic regression", "support vectors, classic features",
            "support vectors, same features"], opinions
        for opinion in opinions:
            assert 0 <= opinion["auc_low"] <= opinion["auc"] <= opinion["auc_high"] <= 1, opinion
        assert "Second opinion" in (output / "report.md").read_text()

        learnt = folder / "terms.json"
        run(program, "describe", "--cases", table, "--split", "train", "--term", "shape",
            "--fit", learnt)
        for test in (["--masks", folder], ["--train-split", "train"]):
            code, _, errors = answer(program, "describe", "--cases", table, "--split", "train",
                                     "--fit", learnt, *test)
            assert code == 2 and f"{test[0]} excludes --fit" in errors, errors
        classes = json.loads(learnt.read_text())["classifiers"]["shape"]["classes"]
        assert set(classes) <= {"irregular", "oval", "round"}, classes
        what_cannot_be_learnt_is_told(program, table)
        missed_masses_are_counted(program, table, result["masses"])
        a_damaged_case_is_left_out(program, table, result["masses"])
        nothing_is_made_of_nothing(program, table)


def what_cannot_be_learnt_is_told(program, table):
    """Some shapes are not stated, and every mass has the same rim."""
    rows = rows_of(table)
    for row in rows:
        row["halo"] = row["halo"] and "no"
    for row in [row for row in rows if row["split"] == "train"][::2]:
        row["shape"] = ""
    partly = table.with_name("partly.csv")
    write_rows(partly, rows)
    stated = sum(row["split"] == "train" and row["shape"] in ("round", "oval", "irregular")
                 for row in rows)
    describe = [program, "describe", "--cases", partly, "--split", "train", "--term", "rim"]
    fit = ["--fit", table.with_name("partly.json")]
    code, said, errors = answer(*describe[:-1], "shape", *fit)
    assert code == 0 and f"learnt shape from {stated} masses" in said, (said, errors)
    code, said, errors = answer(*describe, *fit)
    assert code == 2 and 'rim cannot be learnt from the split "train": the table states one word ' \
        'only, "no"' in errors, errors
    code, said, errors = answer(*describe, "--output", table.parent / "left")
    assert code == 0 and "Left out:\n\n- rim: the table states one word only" in said, (said, errors)
    document = json.loads((table.parent / "left" / "agreement.json").read_text())
    assert [left["term"] for left in document["left_out"]] == ["rim"], document["left_out"]

    other = table.with_name("other.json")
    for text in ("{}", "[1]", "no JSON"):
        other.write_text(text)
        code, _, errors = answer(*describe, *fit, "--from", other)
        assert code == 1 and "other.json" in errors and "Name a file that --fit" in errors, errors
        assert "exception" not in errors, errors


def missed_masses_are_counted(program, table, masses):
    rows = rows_of(table)
    empty = next(row["mask"] for row in rows if row["label"] == "normal")
    folder = table.parent / "found"
    folder.mkdir()
    with_mass = [row for row in rows if row["split"] == "val" and row["label"] != "normal"]
    describe = [program, "describe", "--cases", table, "--split", "val", "--term", "shape",
                "--masks", folder]

    def outlined(missed):
        for row in [row for row in rows if row["split"] == "val"]:
            mask = empty if row in with_mass[:missed] else row["mask"]
            name = pathlib.Path(row["image"]).stem + "_mask.png"
            shutil.copy(table.parent / mask, folder / name)

    outlined(2)
    code, said, errors = answer(*describe, "--output", table.parent / "missed")
    assert code == 0, errors
    assert f"{masses - 2} masses, outlines of --masks" in said and "left out here: 2." in said, said
    assert json.loads((table.parent / "missed" / "agreement.json").read_text())["missed"] == 2
    outlined(len(with_mass))
    code, said, errors = answer(*describe, "--output", table.parent / "none")
    assert code == 1 and not said and not (table.parent / "none").exists(), said
    assert f'outlines none of the {masses} masses of the split "val"' in errors, errors


def nothing_is_made_of_nothing(program, table):
    for picture in (table.parent / "images").glob("*.png"):
        picture.write_text("no picture")
    output = table.parent / "nothing"
    done = subprocess.run([str(a) for a in [program, "describe", "--cases", table, "--split", "val",
                                            "--output", output]], capture_output=True, text=True)
    assert done.returncode == 1 and not done.stdout and not output.exists(), done
    rows = [row for row in rows_of(table) if row["split"] == "val"]
    assert done.stderr.count("failed: ") == len(rows), done.stderr
    assert 'no mass of the split "val" could be measured' in done.stderr, done.stderr
    assert "Choose a split" in done.stderr, done.stderr


def a_damaged_case_is_left_out(program, table, masses):
    row = next(row for row in rows_of(table)
               if row["split"] == "val" and row["label"] != "normal")
    (table.parent / row["image"]).write_text("no picture")
    describe = [program, "describe", "--cases", table, "--split", "val", "--term", "shape"]
    output = table.parent / "rest"
    done = subprocess.run([str(a) for a in describe + ["--output", output]],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "failed: " in done.stderr, done
    assert row["image"] in done.stderr and "of cases.csv" in done.stderr, done.stderr
    assert json.loads((output / "agreement.json").read_text())["masses"] == masses - 1

    learnt = table.parent / "terms.json"
    done = subprocess.run([str(a) for a in describe + ["--fit", learnt]], stderr=subprocess.PIPE)
    assert done.returncode == 1 and not learnt.exists(), done


main(sys.argv[1])
