"""What the image tower weighs and takes beside Lite0, and what storing it smaller costs.

Times are medians of alternating runs in one process, one photo at a time, and only their ratio is
kept: that holds on a busy machine too.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict

import torch
from torch import Tensor, nn

from tulip_modeling.data import Photo
from tulip_modeling.evaluate import READERS, kept_photo_vectors
from tulip_modeling.features import encode_ids, load_lite0
from tulip_modeling.image_tower import SIDE
from tulip_modeling.manifest import IMAGE_FILES, VISION
from tulip_modeling.models import (
    exact_photo_vectors,
    load_clip_text,
    load_image_tower,
    load_tulip_text,
)
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import recall, recall_gain
from tulip_modeling.records import source_of
from tulip_modeling.results import Json, write_result
from tulip_modeling.shipped import Graph, open_graph, open_kept
from tulip_modeling.tokens import load_tokenizer, read_all

RUNS = 60
EXACT = "PyTorch, float32"
Pictures = dict[str, Tensor]  # by what made them -> [photos, 384]


def parameters(module: nn.Module) -> int:
    """How many numbers a module has learnt."""
    return sum(weight.numel() for weight in module.parameters())


@torch.inference_mode()
def time_ratio(tower: nn.Module, bare: nn.Module, pixels: Tensor) -> float:
    """How long the first takes for one photo, as a multiple of the second."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for module, times in zip((tower, bare), taken, strict=True):
            start = time.perf_counter()
            module(pixels)
            times.append(time.perf_counter() - start)
    return statistics.median(taken[0]) / statistics.median(taken[1])


def encode(graph: Graph, photos: Sequence[Photo]) -> Tensor:
    """Photos by one image file -> [photos, 384]."""
    rows = [graph.run(load_pixels(photo.path)[None])[0] for photo in photos]
    return torch.stack([torch.from_numpy(row) for row in rows])


def recalls_by_file(paths: Paths, questions: Sequence[Queries], pictures: Pictures) -> Json:
    """R@1 with the photos' vectors of PyTorch in float32 and of either image file."""
    found: Json = {}
    for reader in READERS[:2]:
        graph = open_kept(paths, reader.model)
        for queries in questions:
            texts = graph.texts(read_all(load_tokenizer(), list(queries.texts), reader.context))
            found[f"{reader.name}, {queries.name}"] = {
                name: recall(queries.ranks(texts, vectors), 1) for name, vectors in pictures.items()
            }
    return found


def storing_costs(paths: Paths, questions: Sequence[Queries], pictures: Pictures) -> Json:
    """R@1 of the shipped files less that of PyTorch's float32 throughout, paired."""
    towers = (load_clip_text(paths.runs), load_tulip_text(paths.runs / "tulip-lite.pt"))
    found: Json = {}
    for reader, tower in zip(READERS, towers, strict=False):
        for queries in questions:
            ids = read_all(load_tokenizer(), list(queries.texts), reader.context)
            stored = queries.ranks(open_kept(paths, reader.model).texts(ids), pictures["fp32"])
            full = queries.ranks(encode_ids(tower, ids), pictures[EXACT])
            gain = recall_gain(stored, full, queries.clusters)
            found[f"{reader.model}, {queries.name}"] = asdict(gain)
    return found


def measure_sizes(paths: Paths) -> None:
    """Writes results/sizes.json."""
    tower, bare = load_image_tower(paths.runs), load_lite0()
    pixels = torch.zeros(1, 3, SIDE, SIDE)
    photos, found = load_queries(paths.data, "val")
    questions = [q for q in found if q.name in ("short", "long-pooled")]
    pictures = {
        EXACT: exact_photo_vectors(paths.runs, photos, "val"),
        "fp32": kept_photo_vectors(paths, photos),
        "fp16": encode(open_graph(paths.models / IMAGE_FILES["fp16"]), photos),
    }
    content = {
        **source_of(paths, "val", photos),
        "image tower": VISION,
        "parameters": parameters(tower),
        "parameters of Lite0": parameters(bare),
        "time against Lite0": time_ratio(tower, bare, pixels),
        "R@1 by image file": recalls_by_file(paths, questions, pictures),
        "R@1 that storing changes": storing_costs(paths, questions, pictures),
    }
    write_result(paths.results, "sizes", content)
