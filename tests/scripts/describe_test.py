"""`sonomask-cli describe` judges, learns and compares on a table of its own phantoms."""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile


def run(*arguments):
    subprocess.run([str(argument) for argument in arguments], check=True, stdout=subprocess.DEVNULL)


def part_by_patient(table):
    """Half of the patients of each shape are learnt from, half judged."""
    with table.open(newline="") as file:
        rows = list(csv.DictReader(file))
    patients = sorted({row["patient"]: row["shape"] for row in rows}.items(), key=lambda p: p[1])
    patients = [patient for patient, _ in patients]
    for row in rows:
        row["split"] = "train" if patients.index(row["patient"]) % 2 else "val"
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


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
        classes = json.loads(learnt.read_text())["classifiers"]["shape"]["classes"]
        assert set(classes) <= {"irregular", "oval", "round"}, classes
        a_damaged_case_is_left_out(program, table, result["masses"])
        nothing_is_made_of_nothing(program, table)


def nothing_is_made_of_nothing(program, table):
    for picture in (table.parent / "images").glob("*.png"):
        picture.write_text("no picture")
    output = table.parent / "nothing"
    done = subprocess.run([str(a) for a in [program, "describe", "--cases", table, "--split", "val",
                                            "--output", output]], capture_output=True, text=True)
    assert done.returncode == 1 and not done.stdout and not output.exists(), done
    with table.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "val"]
    assert done.stderr.count("failed: ") == len(rows), done.stderr
    assert 'no mass of the split "val" could be measured' in done.stderr, done.stderr
    assert "Choose a split" in done.stderr, done.stderr


def a_damaged_case_is_left_out(program, table, masses):
    with table.open(newline="") as file:
        row = next(row for row in csv.DictReader(file)
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
