"""hf:ID against a local server of the hub's layout: what is downloaded, imported and refused."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from huggingface_hub import constants
from local_hub import COMMIT, LocalHub, local_hub
from official_files import (
    write_hugging_face,
    write_open_clip,
    write_openai,
    write_tokenizer,
    write_tulip,
)
from references import image_reference, photos, text_reference, texts, tulip_reference
from tiny_clips import TOKENIZER, official_state, text_keys, tiny_clip

from tulip_modeling.__main__ import main
from tulip_modeling.importer.command import parse
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.hub import WORDS, fetch_sources
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import Towers, build_towers
from tulip_modeling.importer.vocabulary import read_vocabulary
from tulip_modeling.shipped import open_graph
from tulip_modeling.verify import gap, worst_cosine

Fetch = Callable[..., Options]
USELESS = ("tf_model.h5", "flax_model.msgpack", "pytorch_model.bin", "optimizer.bin", "README.md")


def repositories(folder: Path) -> dict[str, Path]:
    """Several layouts that are met on the hub, with what must not be downloaded beside them."""
    state = official_state(tiny_clip())
    hugging_face = write_hugging_face(folder / "hugging-face", tiny_clip("gelu"))
    for name in USELESS:
        (hugging_face / name).write_bytes(b"not wanted")
    tulip = write_tulip(folder / "tulip", state).parent
    (tulip / "tokenizer.json").unlink()  # as the authors' repository
    stage_1 = write_tulip(folder / "stage-1", text_keys(state)).parent
    several = write_openai(folder / "several", state).parent
    shutil.copy(several / "ViT-tiny.pt", several / "ViT-other.pt")
    return {
        "maker/clip": hugging_face,
        "maker/open-clip": write_open_clip(folder / "open-clip", state).parent,
        "maker/tulip": tulip,
        "maker/stage-1": stage_1,
        "maker/several": several,
        "maker/words": write_tokenizer(folder / "only-words"),
        WORDS.as_posix().removeprefix("hf:"): write_tokenizer(folder / "words"),
        "maker/gated": hugging_face,
    }


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return repositories(tmp_path_factory.mktemp("hub"))


@pytest.fixture
def hub(
    folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LocalHub]:
    """What HF_ENDPOINT and HF_HOME set where Python has not started yet."""
    with local_hub(folders, frozenset({"maker/gated"})) as server:
        monkeypatch.setattr(constants, "ENDPOINT", server.address)
        template = server.address + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        yield server


def fetch(name: str, *more: str) -> Options:
    return fetch_sources(parse([name, "--id", "tiny", "--out", "nowhere", *more]))


def load(options: Options) -> Towers:
    checkpoint = read_checkpoint(options)
    return build_towers(checkpoint, options, read_vocabulary(options, checkpoint).end)


def test_only_the_needed_files_are_downloaded_and_only_once(hub: LocalHub) -> None:
    options = fetch("hf:maker/clip")
    wanted = ["config.json", "model.safetensors", "tokenizer.json"]
    assert sorted(hub.sent) == wanted
    assert options.origin == f"hf:maker/clip@{COMMIT[:7]}" and options.licence.startswith("mit")
    model = tiny_clip("gelu")
    assert gap(load(options).text(texts(8)), text_reference(model, texts(8))) < 1e-5
    fetch("hf:maker/clip")
    assert sorted(hub.sent) == wanted, "the second time everything was in the cache"


def test_an_open_clip_repository(hub: LocalHub) -> None:
    options = fetch("hf:maker/open-clip")
    names = ["open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json"]
    assert sorted(hub.sent) == names
    assert read_checkpoint(options).format == "OpenCLIP"


def test_a_tulip_repository_takes_openais_tokenizer(hub: LocalHub) -> None:
    options = fetch("hf:maker/tulip")
    assert sorted(hub.sent) == ["epoch_1.pt", "tokenizer.json"]
    wanted = tulip_reference(official_state(tiny_clip()), texts(100))
    assert gap(load(options).text(texts(100)), wanted) < 2e-5


def test_a_text_tower_takes_its_base_from_the_hub_too(hub: LocalHub) -> None:
    options = fetch("hf:maker/stage-1", "--base", "hf:maker/several@main/ViT-tiny.pt")
    assert sorted(hub.sent) == ["ViT-tiny.pt", "epoch_1.pt", "tokenizer.json", "tokenizer.json"]
    assert gap(load(options).image(photos()), image_reference(tiny_clip(), photos())) < 1e-5


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("hf:maker/nothing", "hf:maker/nothing is not on Hugging Face, or is private"),
        ("hf:maker/gated", "accept its terms"),
        ("hf:maker/clip@gone", "hf:maker/clip@gone has no such revision or file"),
        ("hf:maker/clip/other.pt", "maker/clip has no file other.pt"),
        ("hf:maker/words", "maker/words has no PyTorch weights in one file"),
        ("hf:maker/several", "name one of them, as in hf:maker/several/ViT-other.pt"),
        ("hf:clip", "hf:clip is not hf:OWNER/NAME"),
    ],
)
def test_what_is_not_there_is_said(
    hub: LocalHub, capsys: pytest.CaptureFixture[str], name: str, sentence: str, tmp_path: Path
) -> None:
    assert main(["import", name, "--id", "tiny", "--out", str(tmp_path / "out")]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists() and hub.sent == []


def test_a_hub_that_cannot_be_reached_is_said(
    hub: LocalHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:1")
    assert main(["import", "hf:maker/clip", "--id", "tiny", "--out", "nowhere"]) == 1
    assert "hf:maker/clip could not be downloaded" in capsys.readouterr().err


def test_a_repository_becomes_a_folder_for_the_app(hub: LocalHub, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    out = tmp_path / "out"
    assert main(["import", "hf:maker/clip", "--id", "tiny", "--out", str(out)]) == 0
    model = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["models"][0]
    assert "imported from hf:maker/clip@0123456" in model["origin"]
    assert model["licence"] == "mit, as maker/clip says"
    ids = torch.tensor([TOKENIZER.encode("a grey dog").ids])
    got = torch.from_numpy(open_graph(out / "tiny/onnx/text_model.onnx").run(ids))
    assert worst_cosine(text_reference(tiny_clip("gelu"), ids), got) > 0.99999
