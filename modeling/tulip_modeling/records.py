"""The rank of every query, as JSON lines that all tables can be computed from again."""

import hashlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tulip_modeling.data import Photo
from tulip_modeling.manifest import revisions
from tulip_modeling.paths import REPOSITORY, Paths
from tulip_modeling.ranks import Clusters, Ranks
from tulip_modeling.results import Json, read_result, write_lines

SEED = 0  # of the bootstrap
MEASURED = ("modeling/tulip_modeling", "public/models/clip-lite/onnx", "public/models/golden.json")


@dataclass(frozen=True)
class Ranked:
    """One question: the photo that each query is about, by name, and its rank by reader."""

    question: str
    photos: tuple[str, ...]
    ranks: dict[str, Ranks]

    @property
    def clusters(self) -> Clusters:
        """The photo of each query as a number, in the order that photos are first asked for."""
        numbers = {name: row for row, name in enumerate(dict.fromkeys(self.photos))}
        return np.array([numbers[name] for name in self.photos], dtype=np.int64)


def split_hash(photos: Sequence[Photo]) -> str:
    """sha256 over the names and captions of a split, in order."""
    rows = [[photo.domain, photo.path.name, *photo.short, photo.long] for photo in photos]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def commit() -> str:
    """The commit measured at; "+" where the code or the weights differ from it."""

    def git(*words: str) -> str:
        command = ["git", "-C", str(REPOSITORY), *words]
        done = subprocess.run(command, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else "unknown"

    return git("rev-parse", "HEAD") + "+" * bool(git("status", "--porcelain", "--", *MEASURED))


def training_seeds(results: Path) -> dict[str, int | list[int]]:
    """The seeds that the shipped weights were trained with."""
    train, distil, tune = (read_result(results, name) for name in ("train", "distil", "tune"))
    return {
        "heads": train["tried"][train["best"]]["recipe"]["seed"],
        "stage 1": distil["recipe"]["seed"],
        "stage 2": [run["seed"] for run in tune["runs"]],
    }


def source_of(paths: Paths, split: str, photos: Sequence[Photo]) -> Json:
    """What figures were measured on and with."""
    return {
        "split": split,
        "split hash": split_hash(photos),
        "weights": revisions(paths.models),
        "training seeds": training_seeds(paths.results),
        "commit": commit(),
        "bootstrap seed": SEED,
    }


def write_ranks(folder: Path, name: str, source: Json, questions: Sequence[Ranked]) -> None:
    """Writes <name>.jsonl: a line with the source and each question's readers, then one a query."""
    readers = {asked.question: list(asked.ranks) for asked in questions}
    lines: list[dict[str, Any]] = [{**source, "readers": readers}]
    for asked in questions:
        by_query = zip(*(ranks.tolist() for ranks in asked.ranks.values()), strict=True)
        lines += [
            {"question": asked.question, "photo": photo, "ranks": ranks}
            for photo, ranks in zip(asked.photos, by_query, strict=True)
        ]
    write_lines(folder, name, lines)


def read_ranks(folder: Path, name: str) -> tuple[Json, dict[str, Ranked]]:
    """What write_ranks wrote: the source, and the questions by name."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    source: Json = json.loads(lines[0])
    rows: dict[str, list[Json]] = {}
    for line in lines[1:]:
        row = json.loads(line)
        rows.setdefault(row["question"], []).append(row)
    found = {}
    for question, queries in rows.items():
        table = np.array([row["ranks"] for row in queries], dtype=np.int64)  # [queries, readers]
        readers = source["readers"][question]
        ranks = {reader: table[:, at] for at, reader in enumerate(readers)}
        found[question] = Ranked(question, tuple(row["photo"] for row in queries), ranks)
    return source, found
