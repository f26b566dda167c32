"""Figures of the shipped files: val as often as wanted, the test photos once."""

import json
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor
from tqdm import tqdm

from tulip_modeling.data import Photo, Split
from tulip_modeling.manifest import IMAGE_FILES, TEXT_FILES, revisions
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import (
    Ranks,
    bootstrap,
    hits,
    mean_reciprocal_rank,
    recall,
    recall_at_1_gain,
)
from tulip_modeling.results import append_result, write_result
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all

SEED = 0  # of the bootstrap


@dataclass(frozen=True)
class Reader:
    """A model and how much of a text it reads."""

    name: str
    model: str
    context: int | None


CLIP = Reader("clip-lite at 77", "clip-lite", CONTEXT)
TULIP = Reader("tulip-lite", "tulip-lite", None)
TULIP_CUT = Reader("tulip-lite cut at 77", "tulip-lite", CONTEXT)
READERS = (CLIP, TULIP, TULIP_CUT)


def photo_vectors(paths: Paths, photos: list[Photo]) -> Tensor:
    """Vectors of photos by the shipped default image graph -> [photos, 384]."""
    graph = open_graph(paths.models / IMAGE_FILES["fp32"])
    rows = [
        torch.from_numpy(graph.run(load_pixels(photo.path)[None])[0])
        for photo in tqdm(photos, desc="photos", leave=False)
    ]
    return torch.stack(rows)


Ranked = dict[str, dict[str, Ranks]]  # by reader and question


def rank_all(
    paths: Paths, split: Split, readers: tuple[Reader, ...]
) -> tuple[list[Queries], Ranked, Ranked]:
    """The split's questions, and the ranks text to photo and photo to text."""
    photos, questions = load_queries(paths.data, split)
    vectors = photo_vectors(paths, photos)
    tokenizer = load_tokenizer()
    ranks: Ranked = {}
    back: Ranked = {}
    for reader in tqdm(readers, desc="readers", leave=False):
        graph = open_graph(paths.models / TEXT_FILES[reader.model])
        ranks[reader.name], back[reader.name] = {}, {}
        for queries in questions:
            ids = read_all(tokenizer, list(queries.texts), reader.context)
            texts = graph.texts(ids)
            ranks[reader.name][queries.name] = queries.ranks(texts, vectors)
            back[reader.name][queries.name] = queries.ranks_back(texts, vectors)
    return questions, ranks, back


def summary(ranks: Ranks) -> dict[str, Any]:
    """R@1, 5, 10 with 95 % intervals, and MRR, in %."""
    recalls = {f"R@{k}": asdict(bootstrap(hits(ranks, k), SEED)) for k in (1, 5, 10)}
    return {"queries": len(ranks), **recalls, "MRR": mean_reciprocal_rank(ranks)}


def summaries(ranks: Ranked) -> dict[str, dict[str, Any]]:
    """What the ranks come to, by reader and question."""
    return {reader: {q: summary(r) for q, r in each.items()} for reader, each in ranks.items()}


def gains(ranks: Ranked) -> dict[str, dict[str, Any]]:
    """What tulip-lite wins over clip-lite and over itself cut at 77: paired points of R@1."""
    ours = ranks[TULIP.name]
    return {
        f"over {reader.name}": {
            name: asdict(recall_at_1_gain(ours[name], ranks[reader.name][name])) for name in ours
        }
        for reader in (CLIP, TULIP_CUT)
    }


def evaluate(paths: Paths) -> None:
    """Writes results/val.json, and results/val-ranks.json with the rank of every query."""
    questions, ranks, back = rank_all(paths, "val", READERS)
    source = {"split": "val", "weights": revisions(paths.models), "bootstrap seed": SEED}
    galleries = {q.name: len(range(*q.gallery.indices(1 << 30))) for q in questions}
    content = {
        **source,
        "photos": galleries,
        "figures": summaries(ranks),
        "photo to text": summaries(back),
        "R@1 gains": gains(ranks),
    }
    write_result(paths.results, "val", content)
    rows = {r: {n: v.tolist() for n, v in by.items()} for r, by in ranks.items()}
    text = json.dumps({**source, "ranks": rows}, separators=(",", ":"))
    (paths.results / "val-ranks.json").write_text(text + "\n")
    for reader, by_question in ranks.items():
        for name, values in by_question.items():
            shown = " ".join(f"{recall(values, k):5.1f}" for k in (1, 5, 10))
            print(f"{reader:22} {name:14} R@1/5/10 {shown}  MRR {mean_reciprocal_rank(values):.1f}")


def evaluate_test(paths: Paths) -> None:
    """Scores the test photos' short captions; logged, and refused a second time for one hash."""
    log = paths.results / "test-log.jsonl"
    weights = revisions(paths.models)
    lines = log.read_text().splitlines() if log.exists() else []
    if any(json.loads(line)["weights"] == weights for line in lines):
        raise SystemExit(f"these weights have been scored on the test photos: see {log.name}")
    _, ranks, _ = rank_all(paths, "test", (CLIP, TULIP))
    figures = {reader: summary(by_question["short"]) for reader, by_question in ranks.items()}
    entry = {"split": "test", "weights": weights, "bootstrap seed": SEED, "figures": figures}
    append_result(paths.results, "test-log", entry)
