"""Both towers as ONNX files, each checked as soon as it is written."""

import tempfile
from pathlib import Path

import torch
from torch import nn

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.export import IMAGE_NAMES, TEXT_NAMES, round_to_half
from tulip_modeling.graph import (
    export_graph,
    share_table,
    store_half,
    store_weights,
    table_bytes,
    write_graph,
)  # fmt: skip
from tulip_modeling.importer.check import (
    check_hidden_states,
    check_image,
    check_text,
    sample_pixels,
)
from tulip_modeling.importer.clip_text import ClipTextTower, HiddenStates
from tulip_modeling.importer.framing import Framing
from tulip_modeling.importer.layout import Layout
from tulip_modeling.importer.vit import VisionTower
from tulip_modeling.importer.vocabulary import Vocabulary
from tulip_modeling.shipped import open_graph
from tulip_modeling.verify import Report

LIMIT_BYTES = 2**31 - 2**20  # protobuf's limit for one file, less what the nodes take


def require_size(tower: nn.Module, bytes_each: int) -> None:
    """Stops early where a tower can't be written as one file."""
    size = bytes_each * sum(weight.numel() for weight in tower.parameters())
    if size > LIMIT_BYTES:
        name = type(tower).__name__
        raise CheckpointError(f"{name} takes {size / 1e9:.1f} GB, more than one ONNX file holds")


def write_image(report: Report, tower: VisionTower, framing: Framing, path: Path) -> None:
    """The image tower, its weights stored as float16 and computed in float32."""
    require_size(tower, 2)
    pixels = sample_pixels(framing)
    with torch.no_grad():
        wanted = tower(pixels)  # [4, dim]
    round_to_half(tower)
    graph = export_graph(tower, pixels[:2], IMAGE_NAMES)
    store_half(graph)
    write_graph(graph, path)
    check_image(report, wanted, tower, pixels, open_graph(path))


def write_text(
    report: Report, tower: ClipTextTower, words: Vocabulary, folder: Path, layout: Layout
) -> None:
    """The text tower, its weights stored as the layout says, its token table in a file beside."""
    require_size(tower, 4)
    graph = export_graph(tower, torch.ones(2, 9, dtype=torch.int64), TEXT_NAMES)
    table, path = folder / layout.table, folder / layout.text
    table.parent.mkdir(parents=True, exist_ok=True)
    tokens = tower.token_embedding.weight.detach().numpy()
    table.write_bytes(table_bytes(tokens, layout.text_dtype))
    with tempfile.TemporaryDirectory() as beside:
        write_graph(graph, Path(beside) / "fp32.onnx")
        full = open_graph(Path(beside) / "fp32.onnx")
    share_table(graph, layout.text_dtype)
    store_weights(graph, layout.text_dtype)
    write_graph(graph, path)
    check_text(report, tower, words, full, open_graph(path), layout.text_dtype)


def write_hidden_states(
    report: Report, tower: ClipTextTower, words: Vocabulary, folder: Path, layout: Layout
) -> None:
    """What image generators read: a further graph, float16 stored, over the same table if it is."""
    names = (TEXT_NAMES[0], "hidden_states")
    graph = export_graph(HiddenStates(tower), torch.ones(2, 9, dtype=torch.int64), names)
    if layout.text_dtype == "fp16":
        share_table(graph, "fp16")
    store_half(graph)
    path = folder / layout.hidden_states
    write_graph(graph, path)
    check_hidden_states(report, tower, words, open_graph(path))
