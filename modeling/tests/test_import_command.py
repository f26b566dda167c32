"""Whole imports: files that are written, opened as anybody would, against the references."""

import json
from pathlib import Path
from typing import Any

import onnx
import onnxruntime as ort
import pytest
import torch
from official_files import (
    END,
    TOKENIZER,
    official_state,
    text_keys,
    tiny_clip,
    write_hugging_face,
    write_openai,
    write_tulip,
)
from references import image_reference, photos, text_reference, texts, tulip_reference
from torch import Tensor

from tulip_modeling.__main__ import main
from tulip_modeling.paths import Paths
from tulip_modeling.shipped import open_graph
from tulip_modeling.verify import worst_cosine


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clip")
    source = write_hugging_face(folder / "in", tiny_clip("gelu"))
    given = ["import", str(source), "--id", "tiny-clip", "--out", str(folder / "out")]
    assert main([*given, "--hidden-states", "--licence", "MIT"]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def tulip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tulip")
    state = official_state(tiny_clip())
    base = write_openai(folder / "base", state)
    source = write_tulip(folder / "in", text_keys(state))
    given = ["import", str(source), "--id", "tiny-tulip", "--base", str(base)]
    assert main([*given, "--ntk", "2:77:248", "--out", str(folder / "out")]) == 0
    return folder / "out"


def run(path: Path, x: Tensor) -> Tensor:
    return torch.from_numpy(open_graph(path).run(x))


def shape_of(value: object) -> object:
    """The fields of a manifest, without what they say."""
    if isinstance(value, dict):
        return {key: shape_of(inner) for key, inner in value.items()}
    return [shape_of(inner) for inner in value] if isinstance(value, list) else type(value)


def test_graphs_give_what_the_reference_gives(clip: Path, tulip: Path) -> None:
    gelu, quick = tiny_clip("gelu"), tiny_clip()
    for folder, model in ((clip / "tiny-clip", gelu), (tulip / "tiny-tulip", quick)):
        got = run(folder / "onnx" / "vision_model.onnx", photos())
        assert worst_cosine(image_reference(model, photos()), got) > 0.9999
    for length in (1, 8, 77):
        got = run(clip / "tiny-clip" / "onnx" / "text_model_quantized.onnx", texts(length))
        assert worst_cosine(text_reference(gelu, texts(length)), got) > 0.999
    for length in (1, 8, 248, 1024):
        got = run(tulip / "tiny-tulip" / "onnx" / "text_model_quantized.onnx", texts(length))
        wanted = tulip_reference(official_state(quick), texts(length), theta=57471.87)
        assert worst_cosine(wanted, got) > 0.999


@torch.no_grad()
def test_hidden_states_are_those_before_the_last_block(clip: Path) -> None:
    session = ort.InferenceSession(str(clip / "tiny-clip" / "onnx" / "text_hidden_states.onnx"))
    got = torch.from_numpy(session.run(None, {"input_ids": texts(9).numpy()})[0])
    wanted = tiny_clip("gelu").text_model(texts(9), output_hidden_states=True).hidden_states[-2]
    assert (got - wanted).abs().max() < 2e-2 * wanted.abs().max()


def test_manifests_have_the_fields_of_the_shipped_one(clip: Path, tulip: Path) -> None:
    """TypeScript's schema takes the shipped one; here the same fields have the same types."""
    shipped = json.loads((Paths().models / "manifest.json").read_text())
    for folder, like in ((clip, shipped["models"][0]), (tulip, shipped["models"][1])):
        made: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        assert shape_of(made["models"]) == [shape_of(like)]
        vision = shipped["vision"]["lite0-v1"] | {"files": {"fp32": ""}}
        assert [shape_of(spec) for spec in made["vision"].values()] == [shape_of(vision)]
        assert set(made) == set(shipped) and made["version"] == 1
        files = [name for name in made["sizeBytes"] if (folder / name).is_file()]
        assert len(files) == 4 == len(made["sizeBytes"])
    clip_text, tulip_text = (
        json.loads((folder / "manifest.json").read_text())["models"][0]["text"]
        for folder in (clip, tulip)
    )
    assert (clip_text["context"], clip_text["trainedContext"]) == (77, 77)
    assert (tulip_text["context"], tulip_text["trainedContext"]) == (None, 248)
    assert tulip_text["theta"] == pytest.approx(57471.87)
    assert clip_text["pooling"] == tulip_text["pooling"] == "end"
    assert clip_text["endTokenId"] == END


def test_golden_vectors_are_of_cut_texts_that_end_with_the_end_token(clip: Path) -> None:
    golden = json.loads((clip / "golden.json").read_text())
    lengths = [len(row["ids"]) for row in golden["texts"]]
    assert lengths[0] < 77 and lengths[2] == 77
    assert golden["texts"][0]["ids"] == TOKENIZER.encode(golden["texts"][0]["text"]).ids
    for row in golden["texts"]:
        assert row["ids"][-1] == END and len(row["vector"]) == 64
    for row in golden["photos"]:
        assert (Paths().samples / row["file"]).is_file() and len(row["vector"]) == 64


def test_stored_weights_are_small(clip: Path) -> None:
    """No larger float32 weight is left in, and the token table is not in the graph."""
    for name in ("vision_model", "text_model_quantized", "text_hidden_states"):
        path = clip / "tiny-clip" / "onnx" / f"{name}.onnx"
        graph = onnx.load(path, load_external_data=False).graph
        floats = [i for i in graph.initializer if i.data_type == onnx.TensorProto.FLOAT]
        sizes = {i.name: len(i.raw_data) for i in floats if ".scale" not in i.name}
        assert max(sizes.values(), default=0) <= 4096, (name, sizes)
        outside = [i.name for i in graph.initializer if i.external_data]
        assert outside == ([] if name == "vision_model" else ["tokens.int8", "tokens.scale"])


def test_the_card_says_what_was_assumed(tulip: Path) -> None:
    card = (tulip / "tiny-tulip" / "MODEL_CARD.md").read_text()
    assert "TULIP text tower with the image tower of OpenAI CLIP" in card
    assert "theta 57,472" in card and "gelu" in card and "quick_gelu" in card
    assert "`positional_embedding`: left over from the base" in card
