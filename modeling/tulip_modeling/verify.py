"""Shipped graphs against PyTorch; every check that fails is named, and the exit says so."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from tulip_modeling.evaluate import photo_vectors
from tulip_modeling.export import TEXT_NAMES, round_to_half
from tulip_modeling.features import encode_ids
from tulip_modeling.golden import LONG, PHOTOS
from tulip_modeling.graph import export_graph, write_graph
from tulip_modeling.manifest import IMAGE_FILES, TEXT_FILES, revisions
from tulip_modeling.models import load_clip_text, load_image_tower, load_tulip_text
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import recall
from tulip_modeling.results import write_result
from tulip_modeling.shipped import Graph, open_graph
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tokens import CONTEXT, END, START, load_tokenizer, read_all

LENGTHS = {"clip-lite": (8, 77), "tulip-lite": (8, 77, 248, 512, 1024)}
BUDGET = 65_000_000  # bytes, all embedded files together


@dataclass
class Report:
    """What was measured, and which checks failed."""

    measured: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def at_most(self, name: str, value: float, limit: float) -> None:
        """Records a value that must not exceed a limit."""
        self.measured[name] = value
        if not value <= limit:
            self.failed.append(f"{name}: {value:.3g} > {limit:.3g}")

    def at_least(self, name: str, value: float, limit: float) -> None:
        """Records a value that must reach a limit."""
        self.measured[name] = value
        if not value >= limit:
            self.failed.append(f"{name}: {value:.6g} < {limit:.6g}")


def texts_of_length(length: int) -> Tensor:
    """Eight different real texts of exactly so many tokens -> [8, length]."""
    words = load_tokenizer().encode(LONG, add_special_tokens=False).ids
    rows = []
    for shift in range(8):
        turned = (words[shift * 7 :] + words[: shift * 7]) * (length // len(words) + 1)
        rows.append([START, *turned[: length - 2], END])
    return torch.tensor(rows)


def gap(a: Tensor, b: Tensor) -> float:
    """Largest absolute difference."""
    return float((a - b).abs().max())


def worst_cosine(a: Tensor, b: Tensor) -> float:
    """Smallest cosine between rows of unit vectors."""
    return float((a * b).sum(1).min())


@torch.inference_mode()
def check_text(report: Report, name: str, tower: TextTower, shipped: Graph) -> None:
    """float32 graph to 1e-4, shipped q8 graph to cosine 0.99, batch, padding."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fp32.onnx"
        with torch.inference_mode(False):
            write_graph(export_graph(tower, texts_of_length(9)[:2], TEXT_NAMES), path)
        full = open_graph(path)
    for length in LENGTHS[name]:
        ids = texts_of_length(length)
        wanted = tower(ids)
        got, stored = torch.from_numpy(full.run(ids)), torch.from_numpy(shipped.run(ids))
        alone = torch.cat([torch.from_numpy(shipped.run(row[None])) for row in ids])
        report.at_most(f"{name} fp32 at {length}, max abs", gap(wanted, got), 1e-4)
        report.at_least(f"{name} q8 at {length}, cosine", worst_cosine(wanted, stored), 0.99)
        report.at_most(f"{name} q8 at {length}, batch of 8 or alone", gap(stored, alone), 1e-4)
    ids = texts_of_length(40)
    padded = torch.cat([ids, torch.zeros(8, 30, dtype=torch.int64)], dim=1)
    report.at_most(f"{name} padded, PyTorch", gap(tower(ids), tower(padded)), 1e-5)
    both = torch.from_numpy(shipped.run(ids)), torch.from_numpy(shipped.run(padded))
    report.at_most(f"{name} padded, q8", gap(*both), 1e-5)


@torch.inference_mode()
def check_image(report: Report, paths: Paths) -> None:
    """Both image graphs against PyTorch on the golden photos and on noise."""
    tower = load_image_tower(paths.runs)
    round_to_half(tower)
    photos = [load_pixels(paths.samples / name) for name in PHOTOS]
    noise = torch.randn(6, *photos[0].shape, generator=torch.Generator().manual_seed(0))
    pixels = torch.cat([torch.stack(photos), noise])  # [8, 3, 224, 224]
    wanted = tower(pixels)
    full = open_graph(paths.models / IMAGE_FILES["fp32"])
    got, half = full.run(pixels), open_graph(paths.models / IMAGE_FILES["fp16"]).run(pixels)
    alone = torch.cat([torch.from_numpy(full.run(row[None])) for row in pixels])
    report.at_most("image fp32, max abs", gap(wanted, torch.from_numpy(got)), 1e-4)
    report.at_least("image fp16, cosine", worst_cosine(wanted, torch.from_numpy(half)), 0.999)
    report.at_most("image batch of 8 or alone", gap(torch.from_numpy(got), alone), 1e-4)


def check_recall(
    report: Report,
    questions: list[Queries],
    photos: Tensor,
    name: str,
    tower: TextTower,
    shipped: Graph,
) -> None:
    """R@1 of q8 against float32 on val, with the same photo vectors [photos, 384]."""
    context = CONTEXT if name == "clip-lite" else None
    for queries in questions:
        if queries.name not in ("short", "long-pooled"):
            continue
        ids = read_all(load_tokenizer(), list(queries.texts), context)
        full = recall(queries.ranks(encode_ids(tower, ids), photos), 1)
        stored = recall(queries.ranks(shipped.texts(ids), photos), 1)
        # One of 162 long queries is 0.6 points already: no smaller change can be seen there.
        limit = max(0.5, 100 / len(queries.texts) + 1e-3)
        report.at_most(f"{name} q8 R@1 change, {queries.name}", abs(full - stored), limit)


def verify(paths: Paths) -> bool:
    """Writes results/verify.json; True where every check passed."""
    report = Report()
    towers = {
        "clip-lite": load_clip_text(paths.runs),
        "tulip-lite": load_tulip_text(paths.runs / "tulip-lite.pt"),
    }
    photos, questions = load_queries(paths.data, "val")
    vectors = photo_vectors(paths, photos)
    for name, tower in towers.items():
        shipped = open_graph(paths.models / TEXT_FILES[name])
        check_text(report, name, tower, shipped)
        check_recall(report, questions, vectors, name, tower, shipped)
    check_image(report, paths)
    total = sum(path.stat().st_size for path in paths.models.rglob("*") if path.is_file())
    report.at_most("embedded files, bytes", total, BUDGET)
    content = {
        "weights": revisions(paths.models),
        "failed": report.failed,
        "measured": report.measured,
    }
    write_result(paths.results, "verify", content, exact=True)
    for line in report.failed:
        print(f"FAILED {line}")
    return not report.failed
