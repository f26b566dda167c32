"""Whole imports: files that are written, opened as anybody would, against the references."""

import json
from pathlib import Path
from typing import Any

import onnx
import pytest
import torch
from official_files import write_hugging_face, write_openai, write_tulip
from references import (
    image_reference,
    load,
    options,
    photos,
    text_reference,
    texts,
    tulip_reference,
)
from tiny_clips import END, TOKENIZER, official_state, text_keys, tiny_clip

from tulip_modeling.__main__ import main
from tulip_modeling.graph import Stored
from tulip_modeling.importer.clip_text import HiddenStates
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.graphs import write_hidden_states, write_text
from tulip_modeling.importer.layout import Layout
from tulip_modeling.importer.vocabulary import Vocabulary, read_vocabulary
from tulip_modeling.paths import Paths
from tulip_modeling.shipped import open_graph
from tulip_modeling.verify import Report, gap, worst_cosine

Json = dict[str, Any]


@pytest.fixture(scope="module")
def tulip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text-only checkpoint and its base, by the command line, with every option's file."""
    torch.set_num_threads(1)  # on tiny tensors, threads only wait for each other
    folder = tmp_path_factory.mktemp("tulip")
    state = official_state(tiny_clip())
    base = write_openai(folder / "base", state)
    source = write_tulip(folder / "in", text_keys(state))
    given = ["import", str(source), "--id", "tiny", "--base", str(base), "--ntk", "2:77:248"]
    given += ["--dynamic-ntk", "4:500", "--hidden-states"]
    assert main([*given, "--out", str(folder / "out")]) == 0
    return folder / "out"


def vocabulary(path: Path) -> Vocabulary:
    """The tokenizer beside a checkpoint."""
    asked = options(path)
    return read_vocabulary(asked, read_checkpoint(asked))


def read_json(path: Path) -> Json:
    content: Json = json.loads(path.read_text(encoding="utf-8"))
    return content


def shape_of(value: object) -> object:
    """The fields of a manifest, without what they say."""
    if isinstance(value, dict):
        return {key: shape_of(inner) for key, inner in value.items()}
    return [shape_of(inner) for inner in value] if isinstance(value, list) else type(value)


def test_a_tulip_folder_gives_what_the_reference_gives(tulip: Path) -> None:
    clip, state = tiny_clip(), official_state(tiny_clip())
    got = torch.from_numpy(open_graph(tulip / "tiny/onnx/vision_model.onnx").run(photos()))
    assert worst_cosine(image_reference(clip, photos()), got) > 0.9999
    graph = open_graph(tulip / "tiny/onnx/text_model.onnx")
    scaled = 57472.0 * (4 * 1024 / 500 - 3) ** (64 / 62)  # past 500 tokens
    for length, theta in ((1, 57472.0), (8, 57472.0), (500, 57472.0), (1024, scaled)):
        wanted = tulip_reference(state, texts(length), theta)
        assert worst_cosine(wanted, torch.from_numpy(graph.run(texts(length)))) > 0.999


@pytest.mark.parametrize(("stored", "checks"), [("fp16", 11), ("q8", 10)])
def test_a_text_graph_with_absolute_positions_gives_what_the_reference_gives(
    tmp_path: Path, stored: Stored, checks: int
) -> None:
    model, report, layout = tiny_clip("gelu"), Report(), Layout("tiny", stored)
    asked = options(write_hugging_face(tmp_path / "in", model))
    words = vocabulary(asked.path)
    write_text(report, load(asked.path).text, words, tmp_path, layout)
    assert report.failed == [] and len(report.measured) == checks
    graph = open_graph(tmp_path / layout.text)
    for length in (1, 8, 77):
        got = torch.from_numpy(graph.run(texts(length)))
        wanted = text_reference(model, texts(length))
        assert worst_cosine(wanted, got) > (0.99999 if stored == "fp16" else 0.999)
    with pytest.raises(Exception, match=r"Add|broadcast|dimension"):
        graph.run(texts(78))


@torch.no_grad()
def test_hidden_states_are_those_before_the_last_block(tmp_path: Path, tulip: Path) -> None:
    model = tiny_clip("gelu")
    tower = load(write_hugging_face(tmp_path, model)).text
    wanted = model.text_model(texts(9), output_hidden_states=True).hidden_states[-2]
    assert gap(HiddenStates(tower)(texts(9)), wanted) < 1e-4
    layout, words = Layout("own", "q8"), vocabulary(tmp_path)
    with torch.enable_grad():
        write_hidden_states(Report(), tower, words, tmp_path, layout)
    given = torch.from_numpy(open_graph(tmp_path / layout.hidden_states).run(texts(9)))
    assert given.shape == wanted.shape == (6, 9, 128)
    assert gap(given, wanted) < 2e-3 * float(wanted.abs().max()), "weights are stored as float16"
    got = open_graph(tulip / "tiny/onnx/text_hidden_states.onnx").run(texts(30))
    assert got.shape == (6, 30, 128)


def test_the_manifest_has_the_fields_of_the_shipped_one(tulip: Path) -> None:
    """TypeScript's schema takes the shipped one; here the same fields have the same types."""
    made, shipped = (read_json(folder / "manifest.json") for folder in (tulip, Paths().models))
    assert set(made) == set(shipped) and made["version"] == 1
    assert made["models"][0]["text"].pop("dynamicNtk") == {"factor": 4, "trained": 500}
    tulip_lite = shipped["models"][1]
    tulip_lite["text"]["files"] = {"fp32": ""}  # float16 stored, where the shipped one is int8
    assert shape_of(made["models"][0]) == shape_of(tulip_lite)
    vision = shipped["vision"]["lite0-v1"] | {"files": {"fp32": ""}}
    assert shape_of(made["vision"]["tiny"]) == shape_of(vision)
    assert made["vision"]["tiny"]["resize"]["mode"] == "cover-center"
    assert all((tulip / name).stat().st_size == n for name, n in made["sizeBytes"].items())
    assert len(made["sizeBytes"]) == 4
    text = made["models"][0]["text"]
    assert text["context"] is None and text["trainedContext"] == 500
    assert text["theta"] == pytest.approx(57472.0)
    assert text["pooling"] == "end" and text["endTokenId"] == END


def test_golden_vectors_are_there_for_texts_and_photos_of_the_app(tulip: Path) -> None:
    golden = read_json(tulip / "golden.json")
    assert len(golden["texts"]) == 3 and len(golden["photos"]) == 2
    for row in golden["texts"]:
        assert row["ids"] == TOKENIZER.encode(row["text"]).ids
        assert row["ids"][-1] == END and len(row["vector"]) == 64
    for row in golden["photos"]:
        assert (Paths().samples / row["file"]).is_file() and len(row["vector"]) == 64


@pytest.mark.parametrize("name", ["vision_model", "text_model", "text_hidden_states"])
def test_float16_is_only_stored(tulip: Path, name: str) -> None:
    """So mask, angles, softmax, LayerNorm and L2 norm are float32, and nothing overflows."""
    graph = onnx.load(tulip / f"tiny/onnx/{name}.onnx", load_external_data=False).graph
    half = {i.name for i in graph.initializer if i.data_type == onnx.TensorProto.FLOAT16}
    assert half
    for node in graph.node:
        if node.op_type == "Gather" and node.input[0] in half:
            half.add(node.output[0])  # rows of the token table
        elif half & set(node.input):
            assert node.op_type == "Cast" and node.attribute[0].i == onnx.TensorProto.FLOAT
    numbers = [onnx.numpy_helper.to_array(i) for i in graph.initializer if not i.external_data]
    assert all(abs(n).max(initial=0) <= 65504 for n in numbers if n.dtype == "float32")


@pytest.mark.parametrize("length", [1, 77, 248, 1024])
def test_no_text_gives_nan(tulip: Path, length: int) -> None:
    vectors = open_graph(tulip / "tiny/onnx/text_model.onnx").run(texts(length))
    assert abs((vectors**2).sum(1) - 1).max() < 1e-4


@pytest.mark.parametrize("name", ["vision_model", "text_model", "text_hidden_states"])
def test_no_large_float32_weight_is_stored(tulip: Path, name: str) -> None:
    graph = onnx.load(tulip / f"tiny/onnx/{name}.onnx", load_external_data=False).graph
    floats = [i for i in graph.initializer if i.data_type == onnx.TensorProto.FLOAT]
    assert max(len(i.raw_data) for i in floats if ".scale" not in i.name) <= 4096
    outside = [i.name for i in graph.initializer if i.external_data]
    assert outside == ([] if name == "vision_model" else ["tokens.half"])


def test_the_card_says_what_was_assumed_and_measured(tulip: Path) -> None:
    card = (tulip / "tiny" / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "TULIP text tower with the image tower of OpenAI CLIP" in card
    assert "theta 57,472" in card and "heads, gelu" in card and "heads, quick_gelu" in card
    assert "`positional_embedding`: left over from the base" in card
    assert "| text fp32 at 1024, max abs |" in card
