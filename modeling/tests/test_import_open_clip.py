"""Imports against open_clip, which reads the same files with its own code."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from clip_vocabulary import REFERENCE
from official_files import (
    write_long_clip,
    write_open_clip,
    write_openai,
    write_openai_state,
    write_tulip,
)
from references import load, options, photos, texts
from tiny_clips import CONTEXT, LONG_CONTEXT, State, official_state, tiny_clip
from torch import Tensor

from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.open_clip import MODELS, told_by_names
from tulip_modeling.importer.shapes import usual_heads
from tulip_modeling.verify import gap

CLOSE = 1e-5
Vectors = tuple[Tensor, Tensor]


def openai_state() -> State:
    """OpenAI's weights are float16, and open_clip rounds whatever it takes for OpenAI's."""
    return {key: value.half().float() for key, value in official_state(tiny_clip()).items()}


def ask_open_clip(folder: Path, models: dict[str, Path]) -> dict[str, Any]:
    """What open_clip makes of the same photos and texts; all texts fill CLIP's 77 tokens."""
    job, answer = folder / "job.pt", folder / "answer.pt"
    paths = {name: str(path) for name, path in models.items()}
    content = {"models": paths, "pixels": photos(), "ids": texts(CONTEXT), "texts": []}
    torch.save(content, job)
    script = Path(__file__).with_name("open_clip_reference.py")
    environment = os.environ | {"PYTHONPATH": str(REFERENCE)}
    subprocess.run([sys.executable, script, job, answer], env=environment, check=True)
    found: dict[str, Any] = torch.load(answer, weights_only=True)
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of each file that open_clip reads too."""
    folder = tmp_path_factory.mktemp("open-clip")
    openai, gelu = openai_state(), official_state(tiny_clip("gelu"))
    return {
        "openai": write_openai(folder / "openai", openai),
        "openai-state": write_openai_state(folder / "state", openai),
        "gelu": write_open_clip(folder / "gelu", gelu).parent,
        "quick-gelu": write_open_clip(folder / "quick", openai, quick_gelu=True).parent,
    }


@pytest.fixture(scope="module")
def answer(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return ask_open_clip(tmp_path_factory.mktemp("job"), files)


@pytest.fixture(scope="module")
def reference(answer: dict[str, Any]) -> dict[str, Vectors]:
    found: dict[str, Vectors] = answer["models"]
    return found


@pytest.mark.parametrize("name", ["openai", "openai-state", "gelu", "quick-gelu"])
def test_both_towers_give_what_open_clip_gives(
    files: dict[str, Path], reference: dict[str, Vectors], name: str
) -> None:
    towers = load(files[name])
    images, texts_wanted = reference[name]
    with torch.no_grad():
        assert gap(towers.image(photos()), images) < CLOSE
        assert gap(towers.text(texts(CONTEXT)), texts_wanted) < CLOSE


def test_activations_and_heads_by_name_are_open_clips(answer: dict[str, Any]) -> None:
    for name, activation in MODELS.items():
        config = answer["configs"][name]
        vision, text = config["vision_cfg"], config["text_cfg"]
        heads = vision["width"] // vision.get("head_width", 64), text["heads"]
        assert heads == (
            usual_heads(vision["width"], "image"),
            usual_heads(text["width"], "text"),
        )
        assert activation == ("quick_gelu" if config.get("quick_gelu") else "gelu"), name
        assert set(text) <= {
            "context_length", "vocab_size", "width", "heads", "layers"
        }, "a plain CLIP"  # fmt: skip


def test_activations_by_published_weights_are_open_clips(answer: dict[str, Any]) -> None:
    told = 0
    for name, tag, place, quick in answer["published"]:
        if name not in MODELS:
            continue
        for said in (f"{name} {tag}", place):
            found = told_by_names([said])
            assert found in (None, "quick_gelu" if quick else "gelu"), said
        told += told_by_names([f"{name} {tag}"]) is not None
    assert told > 40


def test_a_tulip_has_the_image_tower_that_open_clip_reads(
    reference: dict[str, Vectors], tmp_path: Path
) -> None:
    towers = load(write_tulip(tmp_path, openai_state()))
    with torch.no_grad():
        assert gap(towers.image(photos()), reference["openai"][0]) < CLOSE


def test_long_clip_is_clip_with_the_positions_joined(
    reference: dict[str, Vectors], tmp_path: Path
) -> None:
    """A Long-CLIP whose first 77 rows are those of a CLIP reads 77 tokens as that CLIP does."""
    state = openai_state()
    more = torch.randn(LONG_CONTEXT - CONTEXT, 128)
    state["positional_embedding"] = torch.cat([state["positional_embedding"], more])
    path = write_long_clip(tmp_path, state)
    assert read_checkpoint(options(path)).format == "Long-CLIP"
    with torch.no_grad():
        assert gap(load(path).text(texts(CONTEXT)), reference["openai"][1]) < CLOSE
