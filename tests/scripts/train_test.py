"""What `sonomask-cli train` and `sonomask-trainer` say and write: paths, refusals, exit statuses."""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

CONFIG = {
    "output": "run", "threads": 1, "precision": "fp32", "data": {"cases": "phantoms/cases.csv"},
    "preprocessing": {"size": 64},
    "architecture": {"backbone": "resnet18", "aspp_channels": 8, "decoder_channels": 8},
    "stages": [{"steps": 2, "warm_up_steps": 1}], "optimiser": {"batch": 2}}


def answer(*arguments):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, text=True)
    return done.returncode, done.stdout.strip(), done.stderr


def written(folder, **changes):
    file = folder / "config.json"
    file.write_text(json.dumps(CONFIG | changes))
    return file


def says_what_it_wrote(cli, folder):
    config, run = written(folder), folder / "run"
    assert answer(cli, "train", "--config", config, "--pack")[:2] == (0, f"{run}/packed.safetensors")
    sheet = folder / "sheet.png"
    assert answer(cli, "train", "--config", config, "--sheet", sheet)[:2] == (0, str(sheet))
    assert answer(cli, "train", "--config", config)[:2] == (0, f"{run}/model.safetensors")
    code, _, said = answer(cli, "train", "--config", config, "--sheet", folder / "sheet.jpg")
    assert code == 2 and ".png" in said and not (folder / "sheet.jpg").exists(), said


def says_how_to_go_on(cli, folder):
    config = written(folder, output="stopped", stages=[{"steps": 100000}])
    with subprocess.Popen([cli, "train", "--config", config], stderr=subprocess.PIPE,
                          text=True) as running:
        end = time.monotonic() + 120
        while not list(folder.glob("stopped/packed.safetensors")) and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        code, _, said = answer(cli, "train", "--config", config)
        assert code == 1 and "in use by another run" in said, said
        running.send_signal(signal.SIGINT)
        said = running.communicate()[1]
    assert running.returncode == 1 and "same command again" in said, said
    assert (folder / "stopped" / "state.safetensors").exists()


def trains_on_what_was_packed_for_it(cli, trainer, folder):
    config = written(folder, output="elsewhere")
    assert answer(cli, "train", "--config", config, "--pack")[0] == 0
    (folder / "phantoms").rename(folder / "left behind")
    code, _, said = answer(trainer, written(folder, output="elsewhere", preprocessing={"size": 96}))
    assert code == 2 and "config.json" in said and "--pack" in said, said
    code, _, said = answer(trainer, written(folder, output="elsewhere", seed=1.5))
    assert code == 2 and '"seed"' in said, said
    config = written(folder, output="elsewhere")
    assert answer(trainer, config)[:2] == (0, f"{folder}/elsewhere/model.safetensors")


def main(cli, trainer):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        code, _, said = answer(cli, "phantom", "--output", folder / "phantoms", "--seed", 5,
                               "--stills", 16, "--cine-frames", 0, "--width", 160, "--height", 128)
        assert code == 0, said
        says_what_it_wrote(cli, folder)
        says_how_to_go_on(cli, folder)
        trains_on_what_was_packed_for_it(cli, trainer, folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
