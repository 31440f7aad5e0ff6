#!/usr/bin/env python3
"""Trains the same network several ways on the same budget and prints a Markdown table.

Usage: train-ablation.py transfer|loss|recipe|masses CASES IMAGENET FOLDER [--steps N] [--size N] [--threads N]

transfer: source BUS-BRA, target BUSI; the three modes of transfer learning, the source's weights as
          they are, and the target alone from ImageNet's weights and from nothing.
loss:     both data sets; terms of the loss added one after the other, all layers learning, light
          augmentation.
recipe:   both data sets; what is frozen, and how strong the augmentation is.
masses:   both data sets; pictures without their mass, and with those of others.

CASES is a case table, IMAGENET the backbone's weights (docs/training.md). Every run keeps its folder
in FOLDER, so that a stopped table goes on. Figures are those of `sonomask-cli evaluate` on `val`.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

CLI = pathlib.Path(__file__).resolve().parent.parent / "build/release/bin/sonomask-cli"
FIRST_LAYERS = ["backbone.conv1.", "backbone.bn1.", "backbone.layer1."]
LIGHT_AUGMENTATION = {
    "beside": 0.08, "rotation_deg": 10, "scale": 0.2, "aspect": 0.08, "shift": 0.06, "elastic": 0.008,
    "crop": 0.1, "crop_depth": 0.12, "gamma": 0.3, "contrast": 0.25, "brightness": 0.06,
    "depth_gain": 0.1, "speckle": 0.04, "noise": 0.02, "blur_px": 0.8, "shadows": 0.08,
    "text": 0.08, "body_mark": 0.05, "calipers": 0.15}
LEARNING_STATISTICS = {"frozen_statistics": []}
PLAIN_LOSS = {"cross_entropy": 1, "dice": 0, "tversky": 0, "boundary": 0, "presence": 0}
GOOD_LOSS = {**PLAIN_LOSS, "dice": 1, "presence": 0.1}


class Ablation:
    def __init__(self, arguments):
        self.arguments = arguments
        self.folder = arguments.folder.resolve()

    def train(self, name, datasets, stages, initial, **changes):
        """Trains unless it is done; the finished checkpoint."""
        output = self.folder / name
        model = output / "model.safetensors"
        if model.exists():
            return model
        output.mkdir(parents=True, exist_ok=True)
        config = {
            "output": str(output), "name": name, "seed": 1, "threads": self.arguments.threads,
            "data": {"cases": str(self.arguments.cases.resolve()), "datasets": datasets},
            "preprocessing": {"size": self.arguments.size},
            "architecture": {"backbone": "resnet50", "ends_after_layer3": True},
            "initial": initial, "stages": stages,
            "optimiser": {"frozen_statistics": ["backbone."] if initial else []},
            "validation": {"every_steps": 100000}, **changes,
        }
        file = output / "config.json"
        file.write_text(json.dumps(config, indent=2))
        # Images are prepared once for each choice of data sets.
        kept, packed = self.folder / f"{'-'.join(datasets)}.safetensors", output / "packed.safetensors"
        if kept.exists() and not packed.exists():
            os.link(kept, packed)
        subprocess.run([CLI, "train", "--config", file], check=True, stdout=sys.stderr)
        if not kept.exists():
            os.link(packed, kept)
        return model

    def evaluate(self, name, model, dataset):
        """Dice, recall and precision over pixels, missed masses and false masses on `val`."""
        output = self.folder / name / "evaluation"
        if not (output / "metrics.json").exists():
            chosen = ["--dataset", dataset] if dataset else []
            subprocess.run([CLI, "evaluate", "--cases", self.arguments.cases, "--split", "val",
                            "--model", model, "--output", output, *chosen], check=True,
                           stdout=sys.stderr)
        scope = json.loads((output / "metrics.json").read_text())["scopes"][0]
        measures = scope["measures"]
        figures = [measures["dice"]["over_images"]["mean"], measures["recall"]["pooled"],
                   measures["precision"]["pooled"]]
        return (" | ".join("–" if figure is None else f"{figure:.3f}" for figure in figures) + " | "
                f"{scope['missed']['hits']}/{scope['missed']['count']} | "
                f"{scope['false_mass']['hits']}/{scope['false_mass']['count']} |")

    def row(self, title, name, model, dataset=None):
        print(f"| {title} | {self.evaluate(name, model, dataset)}", flush=True)

    def heading(self, first):
        print(f"| {first} | Dice | recall, pooled | precision, pooled | missed | false masses |")
        print("|---|---|---|---|---|---|", flush=True)


def stage(steps, **changes):
    return {"steps": steps, "rate": 0.001, "warm_up_steps": min(20, steps // 4), "frozen": FIRST_LAYERS,
            "layer_rates": {"backbone.": 0.3}, **changes}


def transfer(ablation, imagenet, steps):
    source = ablation.train("source", ["bus-bra"], [stage(steps)], imagenet)
    go_on = {"checkpoint": str(source)}
    head_only = stage(steps // 2, frozen=["backbone."])
    released = stage(steps - steps // 2, rate=0.0003, layer_rates={"backbone.": 0.1})
    modes = [
        ("conservative: all weights", "conservative", [stage(steps, rate=0.0003)], go_on),
        ("layer transfer: backbone, the rest anew", "layers",
         [stage(steps, reset=["aspp.", "decoder."])], go_on),
        ("fine-tuning: frozen, then released", "fine-tuning", [head_only, released], go_on),
        ("no source: ImageNet, twice the steps", "imagenet", [stage(2 * steps)], imagenet),
        ("from nothing, twice the steps", "nothing",
         [stage(2 * steps, frozen=[], layer_rates={})], {}),
    ]
    ablation.heading("BUSI, `val`")
    ablation.row("the source's model as it is", "source", source, "busi")
    for title, name, stages, initial in modes:
        ablation.row(title, name, ablation.train(name, ["busi"], stages, initial), "busi")


def loss(ablation, imagenet, steps):
    ablation.heading("BUS-BRA and BUSI, `val`")
    terms = dict(PLAIN_LOSS)
    for title, name, added in [
            ("cross-entropy", "ce", {}),
            ("+ Dice", "ce-dice", {"dice": 1}),
            ("+ Tversky, missed pixels 0.7", "ce-dice-tversky", {"tversky": 0.5}),
            ("+ outline's pixels twice", "boundary", {"boundary": 1}),
            ("+ presence", "presence", {"presence": 0.2}),
            ("cross-entropy, Dice and presence 0.1 alone", "ce-dice-presence", GOOD_LOSS)]:
        terms.update(added)
        model = ablation.train(name, ["bus-bra", "busi"], [stage(steps, frozen=[])], imagenet,
                               optimiser=LEARNING_STATISTICS, augmentation=LIGHT_AUGMENTATION,
                               loss=dict(terms))
        ablation.row(title, name, model)


def recipe(ablation, imagenet, steps):
    ablation.heading("BUS-BRA and BUSI, `val`")
    both, free = ["bus-bra", "busi"], stage(steps, frozen=[])
    for title, name, stages, changes in [
            ("first layers and statistics frozen", "frozen", stage(steps), {}),
            ("statistics learn", "statistics", stage(steps), {"optimiser": LEARNING_STATISTICS}),
            ("first layers learn too", "free", free, {"optimiser": LEARNING_STATISTICS}),
            ("and half the augmentation", "light", free,
             {"optimiser": LEARNING_STATISTICS, "augmentation": LIGHT_AUGMENTATION}),
            ("and cross-entropy and Dice alone", "plain", free,
             {"optimiser": LEARNING_STATISTICS, "augmentation": LIGHT_AUGMENTATION,
              "loss": {**PLAIN_LOSS, "dice": 1}})]:
        ablation.row(title, name, ablation.train(name, both, [stages], imagenet, **changes))


def masses(ablation, imagenet, steps):
    ablation.heading("BUS-BRA and BUSI, `val`")
    for title, name, changes in [
            ("neither", "neither", {}),
            ("`beside` 0.15", "beside", {"beside": 0.15}),
            ("`erase` 0.15", "erase", {"erase": 0.15}),
            ("`transplant` 0.3", "transplant", {"transplant": 0.3}),
            ("`erase` 0.15 and `transplant` 0.3", "both", {"erase": 0.15, "transplant": 0.3})]:
        model = ablation.train(name, ["bus-bra", "busi"], [stage(steps, frozen=[])], imagenet,
                               optimiser=LEARNING_STATISTICS, loss=GOOD_LOSS,
                               augmentation={**LIGHT_AUGMENTATION, "beside": 0, **changes})
        ablation.row(title, name, model)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=["transfer", "loss", "recipe", "masses"])
    for name in ["cases", "imagenet", "folder"]:
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--threads", type=int, default=0)
    arguments = parser.parse_args()
    tables = {"transfer": transfer, "loss": loss, "recipe": recipe, "masses": masses}
    tables[arguments.table](Ablation(arguments), {"imagenet": str(arguments.imagenet.resolve())},
                            arguments.steps)


if __name__ == "__main__":
    main()
