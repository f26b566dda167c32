"""The references notice every mistake that an importer is known for."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from mutations import ABSOLUTE, BOTH, TEXT, half_split_rope
from official_files import write_hugging_face, write_openai, write_tulip
from pytest import MonkeyPatch
from references import image_reference, load, photos, text_reference, texts, tulip_reference
from tiny_clips import official_state, tiny_clip
from torch import Tensor

from tulip_modeling.importer import hugging_face
from tulip_modeling.verify import gap

SEEN = 5e-4  # five times what verification lets pass; right imports are within 1e-5
Tower = Callable[[Tensor], Tensor]


def largest_gap(tower: Tower, x: Tensor, wanted: Tensor) -> float:
    """Of any row: a mistake may show in one of them only."""
    with torch.no_grad():
        return gap(tower(x), wanted)


@pytest.fixture(scope="module")
def openai(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_openai(tmp_path_factory.mktemp("openai"), official_state(tiny_clip()))


@pytest.mark.parametrize("mutate", [*BOTH, *ABSOLUTE])
def test_image_tower(openai: Path, monkeypatch: MonkeyPatch, mutate: Callable[..., None]) -> None:
    tower, wanted = load(openai).image, image_reference(tiny_clip(), photos())
    assert largest_gap(tower, photos(), wanted) < 1e-5
    mutate(tower, monkeypatch)
    assert largest_gap(tower, photos(), wanted) > SEEN


@pytest.mark.parametrize("mutate", [*TEXT, *ABSOLUTE])
def test_text_tower(openai: Path, monkeypatch: MonkeyPatch, mutate: Callable[..., None]) -> None:
    tower, wanted = load(openai).text, text_reference(tiny_clip(), texts(20))
    assert largest_gap(tower, texts(20), wanted) < 1e-5
    mutate(tower, monkeypatch)
    assert largest_gap(tower, texts(20), wanted) > SEEN


@pytest.mark.parametrize("mutate", [*TEXT, half_split_rope])
def test_tulip_text_tower(
    tmp_path: Path, monkeypatch: MonkeyPatch, mutate: Callable[..., None]
) -> None:
    state = official_state(tiny_clip())
    tower, wanted = load(write_tulip(tmp_path, state)).text, tulip_reference(state, texts(20))
    assert largest_gap(tower, texts(20), wanted) < 2e-5
    mutate(tower, monkeypatch)
    assert largest_gap(tower, texts(20), wanted) > SEEN


@pytest.mark.parametrize("asked", [{"rope_theta": 20000.0}, {"heads": (2, 4)}])
def test_tulip_with_another_theta_or_other_heads(tmp_path: Path, asked: dict[str, object]) -> None:
    state = official_state(tiny_clip())
    tower = load(write_tulip(tmp_path, state), **asked).text
    assert largest_gap(tower, texts(20), tulip_reference(state, texts(20))) > SEEN


def test_projections_that_are_not_transposed(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    model = tiny_clip(dim=128)  # square, so that shapes alone would not tell
    folder = write_hugging_face(tmp_path, model)
    wanted = text_reference(model, texts(20)), image_reference(model, photos())
    towers = load(folder)
    assert largest_gap(towers.text, texts(20), wanted[0]) < 1e-5
    monkeypatch.setattr(hugging_face, "TRANSPOSED", ())
    towers = load(folder)
    assert largest_gap(towers.text, texts(20), wanted[0]) > SEEN
    assert largest_gap(towers.image, photos(), wanted[1]) > SEEN


def test_an_eps_that_the_config_names_is_used(tmp_path: Path) -> None:
    model = tiny_clip(eps=0.1)
    towers = load(write_hugging_face(tmp_path, model))
    assert largest_gap(towers.text, texts(20), text_reference(model, texts(20))) < 1e-5
