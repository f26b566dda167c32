"""Every format's towers against a reference that shares no code with the importer."""

from pathlib import Path

import pytest
import torch
from official_files import (
    write_hugging_face,
    write_long_clip,
    write_open_clip,
    write_openai,
    write_tulip,
)
from references import (
    image_reference,
    load,
    options,
    photos,
    text_reference,
    texts,
    tulip_reference,
)
from tiny_clips import END, LONG_CONTEXT, SIDE, official_state, text_keys, tiny_clip
from transformers import CLIPModel

from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import read_framing
from tulip_modeling.importer.shapes import Towers
from tulip_modeling.verify import gap

CLOSE = 1e-5


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
    assert towers.image.config.side == SIDE and towers.image.config.patch == 16


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


def test_open_clip_without_its_config(tmp_path: Path) -> None:
    """The activation is told by --model-name, or by the name of the file, folder or run."""
    quick, plain = tiny_clip("quick_gelu"), tiny_clip("gelu")
    path = write_open_clip(tmp_path / "in", official_state(plain))
    path.with_name("open_clip_config.json").unlink()
    assert_equal_clip(load(path, model_name="ViT-L-14"), plain, (8,))
    assert_equal_clip(load(path, model_name="ViT-L-14-quickgelu"), quick, (8,))
    folder = path.parent.rename(tmp_path / "CLIP-ViT-L-14-DataComp.XL-s13B-b90K")
    assert_equal_clip(load(folder), plain, (8,))
    file = (folder / path.name).rename(folder / "vit_b_32-quickgelu-laion400m_e32.safetensors")
    assert_equal_clip(load(file), quick, (8,))
    run = {"name": "lr_0.001-model_ViT-B-32-quickgelu", "state_dict": official_state(plain)}
    torch.save(run, folder / "epoch_3.pt")
    assert_equal_clip(load(folder / "epoch_3.pt", family="clip"), quick, (8,))
    tulip = load(write_tulip(tmp_path / "tulip", official_state(plain)), model_name="ViT-L-14")
    with torch.no_grad():
        assert gap(tulip.image(photos()), image_reference(plain, photos())) < CLOSE


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
    joined = load(text_only, base=base, family="tulip")
    scaled = load(write_tulip(tmp_path / "ntk", state), ntk=(2.0, 77, 248))
    with torch.no_grad():
        for length in (1, 8, 77, 248):
            ids = texts(length)
            wanted = tulip_reference(state, ids)
            assert gap(whole.text(ids), wanted) < 2 * CLOSE, length
            assert gap(joined.text(ids), wanted) < 2 * CLOSE, length
            # 10000 * (2 * 248 / 77 - 1) ** (64 / 62)
            wanted = tulip_reference(state, ids, theta=57472.0)
            assert gap(scaled.text(ids), wanted) < 2 * CLOSE, length
        for towers in (whole, joined):
            assert gap(towers.image(photos()), image_reference(model, photos())) < CLOSE
