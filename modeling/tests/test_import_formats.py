"""Every format's towers against a reference that shares no code with the importer."""

from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from official_files import (
    END,
    LONG_CONTEXT,
    SIDE,
    VOCABULARY,
    State,
    official_state,
    text_keys,
    tiny_clip,
    write_hugging_face,
    write_long_clip,
    write_open_clip,
    write_openai,
    write_tulip,
)
from torch import Tensor
from transformers import CLIPModel

from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import read_framing
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import Towers, build_towers
from tulip_modeling.importer.vocabulary import read_vocabulary
from tulip_modeling.verify import gap

CLOSE = 1e-5


def options(path: Path, **more: object) -> Options:
    return Options(path, "tiny", path.parent / "out", **more)  # type: ignore[arg-type]


def load(path: Path, **more: object) -> Towers:
    asked = options(path, **more)
    checkpoint = read_checkpoint(asked)
    return build_towers(checkpoint, asked, read_vocabulary(asked, checkpoint).end)


def texts(length: int) -> Tensor:
    """[6, length]: the end token last, and once early with more of it behind."""
    ids = torch.randint(0, VOCABULARY - 2, (6, length), generator=torch.Generator().manual_seed(1))
    ids[:, -1] = END
    ids[0, length // 2 :] = END
    return ids


def photos() -> Tensor:
    return torch.randn(4, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(2))


@torch.no_grad()
def image_reference(model: CLIPModel, pixels: Tensor) -> Tensor:
    features: Tensor = model.visual_projection(model.vision_model(pixels).pooler_output)
    return F.normalize(features)


@torch.no_grad()
def text_reference(model: CLIPModel, ids: Tensor) -> Tensor:
    features: Tensor = model.text_projection(model.text_model(ids).pooler_output)
    return F.normalize(features)


def turn_pairs(x: Tensor, theta: float) -> Tensor:
    """RoPE as TULIP's authors write it: complex numbers, interleaved pairs; [.., length, d]."""
    length, d = x.shape[-2:]
    frequencies = theta ** (-torch.arange(0, d, 2).double() / d)
    angles = torch.outer(torch.arange(length).double(), frequencies)
    turn = torch.polar(torch.ones_like(angles), angles)
    pairs = torch.view_as_complex(x.double().reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * turn).flatten(-2).float()


def tulip_reference(state: State, ids: Tensor, theta: float = 10000.0, heads: int = 2) -> Tensor:
    """TULIP's text tower in plain functions."""
    x = state["token_embedding.weight"][ids]
    batch, length, width = x.shape
    mask = torch.full((length, length), -torch.inf).triu(1)
    for n in range(3):
        block = {
            key.removeprefix(f"transformer.resblocks.{n}."): value
            for key, value in state.items()
            if key.startswith(f"transformer.resblocks.{n}.")
        }
        y = F.layer_norm(x, (width,), block["ln_1.weight"], block["ln_1.bias"])
        y = F.linear(y, block["attn.in_proj_weight"], block["attn.in_proj_bias"])
        q, k, v = (
            part.reshape(batch, length, heads, -1).transpose(1, 2) for part in y.chunk(3, -1)
        )
        q, k = turn_pairs(q, theta), turn_pairs(k, theta)
        scores = q @ k.transpose(-1, -2) / (width // heads) ** 0.5 + mask
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = x + F.linear(y, block["attn.out_proj.weight"], block["attn.out_proj.bias"])
        y = F.layer_norm(x, (width,), block["ln_2.weight"], block["ln_2.bias"])
        y = F.gelu(F.linear(y, block["mlp.c_fc.weight"], block["mlp.c_fc.bias"]))
        x = x + F.linear(y, block["mlp.c_proj.weight"], block["mlp.c_proj.bias"])
    x = F.layer_norm(x, (width,), state["ln_final.weight"], state["ln_final.bias"])
    pooled = x[torch.arange(batch), ids.argmax(-1)]
    return F.normalize(pooled @ state["text_projection"])


@torch.no_grad()
def assert_equal_clip(towers: Towers, model: CLIPModel, lengths: tuple[int, ...]) -> None:
    assert gap(towers.image(photos()), image_reference(model, photos())) < CLOSE
    for length in lengths:
        ids = texts(length)
        assert gap(towers.text(ids), text_reference(model, ids)) < CLOSE, length


@pytest.mark.parametrize("eos", [2, END])
def test_hugging_face(tmp_path: Path, eos: int) -> None:
    model = tiny_clip("gelu", eps=1e-3, eos=eos)
    towers = load(write_hugging_face(tmp_path / "hf", model))
    assert_equal_clip(towers, model, (1, 8, 77))
    assert towers.text.config.context == 77 and towers.text.config.end == END


def test_openai_archive_and_plain_state_dict(tmp_path: Path) -> None:
    model = tiny_clip()
    path = write_openai(tmp_path, official_state(model))
    towers = load(path)
    assert_equal_clip(towers, model, (1, 8, 77))
    archive = torch.jit.load(str(path))  # type: ignore[no-untyped-call]
    torch.save(archive.state_dict(), tmp_path / "plain.pt")
    assert_equal_clip(load(tmp_path / "plain.pt"), model, (8,))
    assert towers.image.config.side == SIDE and towers.image.config.patch == 8


@pytest.mark.parametrize("quick", [False, True])
def test_open_clip(tmp_path: Path, quick: bool) -> None:
    model = tiny_clip("quick_gelu" if quick else "gelu")
    state = official_state(model)
    path = write_open_clip(tmp_path, state, quick)
    assert_equal_clip(load(path), model, (1, 8, 77))
    checkpoint = read_checkpoint(options(path))
    assert read_framing(checkpoint, SIDE).mean == (0.5, 0.5, 0.5)
    path.unlink()
    torch.save(state, tmp_path / "open_clip_pytorch_model.bin")
    assert_equal_clip(load(tmp_path), model, (8,))
    trained = {"epoch": 3, "name": "ViT-tiny", "state_dict": state, "optimizer": {}}
    torch.save(trained, tmp_path / "epoch_3.pt")
    assert_equal_clip(load(tmp_path / "epoch_3.pt", family="clip"), model, (8,))


def test_long_clip(tmp_path: Path) -> None:
    model = tiny_clip(context=LONG_CONTEXT)
    towers = load(write_long_clip(tmp_path, official_state(model)))
    assert_equal_clip(towers, model, (1, 8, 77, 248))


def test_tulip_of_both_stages(tmp_path: Path) -> None:
    model = tiny_clip()  # its image tower; of its text tower only the weights
    state = official_state(model)
    whole = load(write_tulip(tmp_path / "stage2", state))
    base = write_openai(tmp_path / "base", state)
    text_only = write_tulip(tmp_path / "stage1", text_keys(state), "distilled")
    joined = load(text_only, base=base)
    scaled = load(write_tulip(tmp_path / "ntk", state), ntk=(2.0, 77, 248))
    for length in (1, 8, 77, 248, 1024):
        ids = texts(length)
        with torch.no_grad():
            for towers in (whole, joined):
                assert gap(towers.text(ids), tulip_reference(state, ids)) < 2 * CLOSE, length
            # 10000 * (2 * 248 / 77 - 1) ** (64 / 62)
            wanted = tulip_reference(state, ids, theta=57471.87)
            assert gap(scaled.text(ids), wanted) < 2 * CLOSE, length
    for towers in (whole, joined):
        with torch.no_grad():
            assert gap(towers.image(photos()), image_reference(model, photos())) < CLOSE
