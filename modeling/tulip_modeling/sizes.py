"""What the image tower weighs and takes beside Lite0, and what storing it smaller costs.

Times are medians of alternating runs in one process, one photo at a time, and only their ratio is
kept: that holds on a busy machine too.
"""

import statistics
import time
from dataclasses import asdict

import torch
from torch import Tensor, nn

from tulip_modeling.data import load_photos
from tulip_modeling.evaluate import READERS, kept_photo_vectors
from tulip_modeling.features import encode_ids, load_lite0, photo_features
from tulip_modeling.image_tower import SIDE
from tulip_modeling.manifest import IMAGE_FILES, VISION, revisions
from tulip_modeling.models import load_clip_text, load_image_tower, load_tulip_text
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import load_queries
from tulip_modeling.ranks import recall, recall_gain
from tulip_modeling.results import Json, write_result
from tulip_modeling.shipped import Graph, open_graph, open_kept
from tulip_modeling.tokens import load_tokenizer, read_all
from tulip_modeling.unit import to_unit

RUNS = 60
ASKED = ("short", "long-pooled")


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


def encode(graph: Graph, paths: Paths) -> Tensor:
    """Val photos by one image file -> [photos, 384]."""
    photos, _ = load_queries(paths.data, "val")
    rows = [graph.run(load_pixels(photo.path)[None])[0] for photo in photos]
    return torch.stack([torch.from_numpy(row) for row in rows])


@torch.inference_mode()
def exact_vectors(paths: Paths) -> Tensor:
    """Val photos in PyTorch's float32 -> [photos, 384]."""
    features = photo_features(paths.runs, load_photos(paths.data, "val"), "val")
    return to_unit(load_image_tower(paths.runs).head(features))


def recalls_by_file(paths: Paths, exact: Tensor) -> Json:
    """R@1 with the photos' vectors of PyTorch in float32 and of either image file."""
    photos, questions = load_queries(paths.data, "val")
    pictures = {
        "PyTorch, float32": exact,
        "fp32": kept_photo_vectors(paths, photos),
        "fp16": encode(open_graph(paths.models / IMAGE_FILES["fp16"]), paths),
    }
    found: Json = {}
    for reader in READERS[:2]:
        graph = open_kept(paths, reader.model)
        for queries in (q for q in questions if q.name in ASKED):
            texts = graph.texts(read_all(load_tokenizer(), list(queries.texts), reader.context))
            found[f"{reader.name}, {queries.name}"] = {
                name: recall(queries.ranks(texts, vectors), 1) for name, vectors in pictures.items()
            }
    return found


def storing_costs(paths: Paths, exact: Tensor) -> Json:
    """R@1 of the shipped files less that of PyTorch's float32 throughout, paired."""
    photos, questions = load_queries(paths.data, "val")
    shipped = kept_photo_vectors(paths, photos)
    towers = (load_clip_text(paths.runs), load_tulip_text(paths.runs / "tulip-lite.pt"))
    found: Json = {}
    for reader, tower in zip(READERS, towers, strict=False):
        for queries in (q for q in questions if q.name in ASKED):
            ids = read_all(load_tokenizer(), list(queries.texts), reader.context)
            stored = queries.ranks(open_kept(paths, reader.model).texts(ids), shipped)
            full = queries.ranks(encode_ids(tower, ids), exact)
            gain = recall_gain(stored, full, queries.clusters)
            found[f"{reader.model}, {queries.name}"] = asdict(gain)
    return found


def measure_sizes(paths: Paths) -> None:
    """Writes results/sizes.json."""
    tower, bare = load_image_tower(paths.runs), load_lite0()
    pixels = torch.zeros(1, 3, SIDE, SIDE)
    exact = exact_vectors(paths)
    content = {
        "weights": revisions(paths.models),
        "image tower": VISION,
        "parameters": parameters(tower),
        "parameters of Lite0": parameters(bare),
        "time against Lite0": time_ratio(tower, bare, pixels),
        "R@1 by image file": recalls_by_file(paths, exact),
        "R@1 that storing changes": storing_costs(paths, exact),
    }
    write_result(paths.results, "sizes", content)
