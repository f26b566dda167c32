"""Figures of the shipped files: val as often as wanted, the test photos once."""

import json
import subprocess
from dataclasses import dataclass

import torch
from torch import Tensor
from tqdm import tqdm

from tulip_modeling.checkpoint import load, save
from tulip_modeling.data import Photo, Split
from tulip_modeling.figures import BACK, only, split_figures, summaries
from tulip_modeling.manifest import IMAGE_FILES, VISION, revisions
from tulip_modeling.paths import REPOSITORY, Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.records import Ranked, source_of, write_ranks
from tulip_modeling.results import append_result, read_result, write_result
from tulip_modeling.shipped import kept_file, open_graph, open_kept
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all


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


def kept_photo_vectors(paths: Paths, photos: list[Photo]) -> Tensor:
    """The same of the data's photos, each computed once for these weights -> [photos, 384]."""
    path = kept_file(paths, VISION)
    known: dict[str, Tensor] = load(path) if path.exists() else {}
    new = [photo for photo in photos if photo.path.name not in known]
    if new:
        vectors = photo_vectors(paths, new)
        known |= {p.path.name: v.clone() for p, v in zip(new, vectors, strict=True)}
        save(path, known)
    return torch.stack([known[photo.path.name] for photo in photos])


def rank_all(
    paths: Paths, split: Split, readers: tuple[Reader, ...]
) -> tuple[list[Photo], list[Queries], list[Ranked]]:
    """The split's photos and questions, and the ranks text to photo and photo to text."""
    photos, questions = load_queries(paths.data, split)
    vectors = kept_photo_vectors(paths, photos)
    tokenizer = load_tokenizer()
    graphs = {reader.model: open_kept(paths, reader.model) for reader in readers}
    ranked = []
    for queries in tqdm(questions, desc="questions", leave=False):
        names = queries.photo_names(photos)
        there, back = {}, {}
        for reader in readers:
            ids = read_all(tokenizer, list(queries.texts), reader.context)
            texts = graphs[reader.model].texts(ids)
            there[reader.name] = queries.ranks(texts, vectors)
            back[reader.name] = queries.ranks_back(texts, vectors)
        ranked.append(Ranked(queries.name, names, there))
        ranked.append(Ranked(queries.name + BACK, tuple(dict.fromkeys(names)), back))
    return photos, questions, ranked


def near_photos(paths: Paths, split: Split) -> list[str]:
    """Photos of the split that near_duplicates found in training."""
    found: list[str] = read_result(paths.results, "near-duplicates")["splits"][split]["near"]
    return found


def evaluate(paths: Paths) -> None:
    """Writes results/val.json, and results/val-ranks.jsonl with the rank of every query."""
    photos, questions, ranked = rank_all(paths, "val", READERS)
    source = source_of(paths, "val", photos)
    galleries = {q.name: len(range(*q.gallery.indices(1 << 30))) for q in questions}
    found = split_figures({asked.question: asked for asked in ranked}, near_photos(paths, "val"))
    write_result(paths.results, "val", {**source, "photos": galleries, **found})
    write_ranks(paths.results, "val-ranks", source, ranked)
    for name, by_reader in found["figures"].items():
        for reader, row in by_reader.items():
            shown = " ".join(f"{row[f'R@{k}']['mean']:5.1f}" for k in (1, 5, 10))
            print(f"{reader:22} {name:14} R@1/5/10 {shown}  MRR {row['MRR']:.1f}")


def uncommitted(paths: Paths) -> str:
    """What git says is changed under public/models, or why it can't say."""
    asked = ["git", "-C", str(REPOSITORY), "status", "--porcelain", "--", str(paths.models)]
    done = subprocess.run(asked, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()


def evaluate_test(paths: Paths) -> None:
    """Scores the test photos' short captions; logged, and refused a second time for one hash."""
    log = paths.results / "test-log.jsonl"
    if changed := uncommitted(paths):
        raise SystemExit(f"commit the weights first, so that the log names them:\n{changed}")
    weights = revisions(paths.models)
    lines = log.read_text().splitlines() if log.exists() else []
    if any(json.loads(line)["weights"] == weights for line in lines):
        raise SystemExit(f"these weights have been scored on the test photos: see {log.name}")
    photos, _, ranked = rank_all(paths, "test", (CLIP, TULIP))
    asked = next(each for each in ranked if each.question == "short")
    source = source_of(paths, "test", photos)
    apart = only(asked, set(asked.photos) - set(near_photos(paths, "test")))
    write_ranks(paths.results, "test-ranks", source, [asked])
    found = {"figures": summaries(asked), "without near duplicates": summaries(apart)}
    append_result(paths.results, "test-log", {**source, **found})
