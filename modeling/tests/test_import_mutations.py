"""The references notice every mistake that an importer is known for."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from official_files import write_hugging_face, write_openai, write_tulip
from pytest import MonkeyPatch
from references import image_reference, load, photos, text_reference, texts, tulip_reference
from tiny_clips import official_state, tiny_clip
from torch import Tensor, nn

from tulip_modeling.importer import blocks, clip_text, hugging_face
from tulip_modeling.importer.blocks import Attention, Mlp
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.unit import to_unit
from tulip_modeling.verify import gap

SEEN = 5e-4  # five times what verification lets pass; right imports are within 1e-5
Tower = Callable[[Tensor], Tensor]


def other_activation(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Mlp):
            module.activation = "gelu" if module.activation == "quick_gelu" else "quick_gelu"


def permuted_qkv(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Attention):
            module.in_proj_weight.data = module.in_proj_weight.roll(len(module.out_proj.weight), 0)


def shifted_positions(tower: nn.Module, patch: MonkeyPatch) -> None:
    table = tower.get_parameter("positional_embedding")
    table.data = table.roll(1, 0)


def wrong_heads(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, Attention):
            module.heads, module.head_dim = 2 * module.heads, module.head_dim // 2


def wrong_eps(tower: nn.Module, patch: MonkeyPatch) -> None:
    for module in tower.modules():
        if isinstance(module, nn.LayerNorm):
            module.eps = 0.1


def no_causal_mask(tower: nn.Module, patch: MonkeyPatch) -> None:
    patch.setattr(clip_text, "MASKED", 0.0)


def pooled_at_the_last_pad(tower: nn.Module, patch: MonkeyPatch) -> None:
    def forward(self: ClipTextTower, ids: Tensor) -> Tensor:
        return to_unit(self.ln_final(self.states(ids)[:, -1]) @ self.text_projection)

    patch.setattr(ClipTextTower, "forward", forward)


def half_split_rope(tower: nn.Module, patch: MonkeyPatch) -> None:
    def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        first, second = x.chunk(2, -1)
        return x * cos + torch.cat([-second, first], -1) * sin

    patch.setattr(blocks, "rotate", rotate)


BOTH = (other_activation, permuted_qkv, wrong_eps)
TEXT = (*BOTH, no_causal_mask, pooled_at_the_last_pad)
ABSOLUTE = (wrong_heads, shifted_positions)


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
