"""A teacher's text tower made into one for long texts, in seconds: tiny random CLIPs."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from conftest import weights_hash
from official_files import WRITERS, write_hugging_face
from references import load, texts
from test_resume import killed_after
from tiny_clips import SIDE, official_state, tiny_clip
from upgrade_data import log_of, write_data

from tulip_modeling.__main__ import main
from tulip_modeling.importer.framing import Framing, framed_pixels
from tulip_modeling.rope import DynamicNtk
from tulip_modeling.shipped import open_graph
from tulip_modeling.steps import PrecisionName
from tulip_modeling.upgrade.aligning import Aligned
from tulip_modeling.upgrade.command import upgrade
from tulip_modeling.upgrade.options import UpgradeOptions, parse
from tulip_modeling.upgrade.teacher import make_student
from tulip_modeling.verify import worst_cosine


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> UpgradeOptions:
    """An OpenAI archive as the teacher."""
    torch.set_num_threads(1)  # on tiny tensors, threads only wait for each other
    options = write_data(tmp_path_factory.mktemp("upgrade") / "data")
    return replace(options, teacher=WRITERS["openai"](options.teacher))


@pytest.fixture(scope="module")
def made(asked: UpgradeOptions) -> Aligned:
    """The teacher, upgraded with a frozen image tower."""
    return upgrade(asked)


def test_the_student_nears_the_teacher_and_long_captions_near_their_photos(
    asked: UpgradeOptions, made: Aligned
) -> None:
    before, *distilled = log_of(asked, 1)
    gone = (1 - distilled[-1]["cosine"]) / (1 - before["cosine"])
    assert gone < 0.85, "of the distance, on texts that were kept aside"
    assert distilled[-1]["loss"] < 0.8 * distilled[0]["loss"]
    _, *aligned = log_of(asked, 2)
    assert aligned[-1]["loss"] < aligned[0]["loss"] - 0.01
    config = made.text.config
    assert config.context is None and config.blocks.activation == "gelu"
    assert config.theta == pytest.approx(57472.0, abs=0.5), "scaled by 2 from 77 to 248 tokens"


def test_the_checkpoint_is_tulips(asked: UpgradeOptions, made: Aligned) -> None:
    content = torch.load(asked.out, weights_only=True)
    wanted = official_state(tiny_clip())
    assert content["epoch"] == 6 and "TULIP" in content["name"]
    assert set(content["state_dict"]) == set(wanted) - {"positional_embedding"}
    for key, value in content["state_dict"].items():
        assert value.shape == wanted[key].shape and value.dtype == torch.float32
        assert torch.equal(value, wanted[key]) == key.startswith("visual."), key


@torch.no_grad()
def test_an_imported_upgrade_gives_what_the_trained_student_gives(tmp_path: Path) -> None:
    """From a Hugging Face folder, both towers trained: GELU, theta and context are in the file."""
    options = write_data(tmp_path / "data")
    teacher = write_hugging_face(options.teacher, tiny_clip("gelu"))
    with torch.enable_grad():
        model = upgrade(
            replace(options, teacher=teacher, distil_epochs=1, tune_epochs=1, tune_images=True)
        )
    assert model.image is not None
    out = tmp_path / "app"
    assert main(["import", str(options.out), "--id", "tiny", "--out", str(out)]) == 0
    image, text = (open_graph(out / path) for path in manifest_files(out))
    pixels = torch.stack([framed_pixels(tmp_path / "data/3.png", Framing(SIDE))])
    got = torch.from_numpy(image.run(pixels))
    assert worst_cosine(model.image(pixels), got) > 0.9999
    for length in (9, 248, 400):
        ids = texts(length)
        assert worst_cosine(model.text(ids), torch.from_numpy(text.run(ids))) > 0.999
    config = json.loads((out / "tiny" / "tokenizer_config.json").read_text())
    assert "cleaning" not in config, "as the teacher read"
    made = json.loads((out / "manifest.json").read_text())["models"][0]["text"]
    assert made["theta"] == pytest.approx(57472.0, abs=0.5) and made["trainedContext"] == 248


def manifest_files(out: Path) -> tuple[str, str]:
    manifest = json.loads((out / "manifest.json").read_text())
    image, text = manifest["vision"]["tiny"], manifest["models"][0]["text"]
    return next(iter(image["files"].values())), next(iter(text["files"].values()))


def test_a_run_killed_in_either_stage_ends_with_the_same_weights(
    asked: UpgradeOptions, made: Aligned, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(out: Path) -> Aligned:
        return upgrade(replace(asked, out=out))

    out = asked.out.with_name("killed.pt")
    killed_after(monkeypatch, 2, again, out)  # of stage 1's 12 rounds
    killed_after(monkeypatch, 13, again, out)  # in stage 2's third
    assert not out.exists()
    assert weights_hash(again(out)) == weights_hash(made)


@pytest.fixture(scope="module")
def brief(asked: UpgradeOptions) -> tuple[UpgradeOptions, str]:
    """One epoch each, on half the texts, in float32."""
    out = asked.out.with_name("fp32.pt")
    options = replace(asked, out=out, texts=asked.texts[:1], distil_epochs=1, tune_epochs=1)
    return options, weights_hash(upgrade(options))


@pytest.mark.parametrize("precision", ["bf16", "fp16"])
def test_mixed_precision_trains_alike(
    brief: tuple[UpgradeOptions, str], precision: PrecisionName
) -> None:
    """On a CPU, where it is slow but the same code: autocast, and the scaler for float16."""
    full, weights = brief
    mixed = replace(full, out=full.out.with_name(f"{precision}.pt"), precision=precision)
    model = upgrade(mixed)
    assert weights_hash(model) != weights
    assert {weight.dtype for weight in model.parameters()} == {torch.float32}
    for stage in (1, 2):
        wanted, got = (log_of(options, stage)[-1]["loss"] for options in (full, mixed))
        assert got == pytest.approx(wanted, rel=0.1)
    scaler = torch.load(mixed.run / "stage2.pt", weights_only=True)["scaler"]
    assert bool(scaler) == (precision == "fp16")


def test_texts_are_mended_as_the_teachers_tokenizer_mends_them(
    brief: tuple[UpgradeOptions, str], tmp_path: Path
) -> None:
    """Whatever stage reads an entity as it stands ends with other weights."""
    plain, weights = brief
    texts, pairs = tmp_path / "escaped.txt", plain.pairs.with_name("escaped.csv")
    for file, path in ((plain.texts[0], texts), (plain.pairs, pairs)):
        content = file.read_text(encoding="utf-8")
        path.write_text(content.replace(" the ", " th&#101; "), encoding="utf-8")
    options = replace(plain, texts=(texts,), pairs=pairs, out=tmp_path / "escaped.pt")
    assert weights_hash(upgrade(options)) == weights
    assert torch.load(options.out, weights_only=True)["tulip_settings"]["cleaned"] is True


def test_towers_run_on_the_device_of_their_input(tmp_path: Path) -> None:
    """Stands for a GPU: the meta device refuses a tensor of another."""
    tower = make_student(load(WRITERS["openai"](tmp_path)).text, 10_000.0).to("meta")
    tower.config = replace(tower.config, dynamic=DynamicNtk(2.0, 77))
    assert tower(torch.ones(2, 100, dtype=torch.int64, device="meta")).device.type == "meta"


def test_the_command_line_says_how_to_read_the_teacher() -> None:
    given = ["--teacher", "a.pt", "--texts", "a.txt", "b.jsonl", "--pairs", "c.csv"]
    given += ["--out", "d/e.pt", "--family", "clip", "--heads", "12:8", "--activation", "gelu"]
    given += ["--model-name", "ViT-L-14"]
    options = parse(given)
    assert options.texts == (Path("a.txt"), Path("b.jsonl")) and options.run == Path("d/e.run")
    asked = options.reading()
    assert (asked.path, asked.family) == (Path("a.pt"), "clip")
    assert (asked.heads, asked.activation) == ((12, 8), "gelu")
    assert asked.model_name == "ViT-L-14"


def test_what_is_wrong_with_a_run_is_said(
    tmp_path: Path, asked: UpgradeOptions, made: Aligned, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--teacher", str(asked.teacher), "--pairs", str(asked.pairs)]
    given += ["--texts", *map(str, asked.texts), "--out"]
    assert main(["upgrade", *given, str(asked.out)]) == 1
    assert "is there already" in capsys.readouterr().err
    shutil.copytree(asked.run, tmp_path / "other.run")
    assert main(["upgrade", *given, str(tmp_path / "other.pt"), "--seed", "3"]) == 1
    assert "was begun with other" in (said := capsys.readouterr().err) and "seed" in said
    assert main(["upgrade", *given[2:], str(tmp_path / "x.pt"), "--teacher", str(asked.out)]) == 1
    assert "is a TULIP already" in capsys.readouterr().err
    (tmp_path / "tokenizer.json").write_text("{}")
    assert main(["upgrade", *given, str(tmp_path / "y.pt")]) == 1
    assert "is another model's" in capsys.readouterr().err
