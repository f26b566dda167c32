"""The photos with their captions, and the long texts without photos."""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Split = Literal["train", "val", "test"]
Domain = Literal["flickr", "objects"]


@dataclass(frozen=True)
class Photo:
    """One photo, its short captions, and its paragraph where somebody wrote one."""

    domain: Domain
    path: Path
    short: tuple[str, ...]
    long: str | None


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """One object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _flickr(folder: Path, split: Split) -> list[Photo]:
    captions: dict[str, list[str]] = defaultdict(list)
    with (folder / "captions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            captions[row["image"]].append(row["caption"])
    long: dict[str, str] = {}
    if split != "test":
        long = {r["image"]: r["caption"] for r in read_jsonl(folder / f"long-{split}.jsonl")}
    names = (folder / f"{split}.txt").read_text().split()
    return [
        Photo("flickr", folder / "images" / name, tuple(captions[name]), long.get(name))
        for name in names
    ]


def _objects(folder: Path, split: Split) -> list[Photo]:
    if split == "test":
        return []
    return [
        Photo("objects", folder / "images" / r["image"], (r["short"],), r["long"])
        for r in read_jsonl(folder / f"{split}.jsonl")
    ]


def load_photos(data: Path, split: Split) -> list[Photo]:
    """Flickr8k first, then objects (which has no test photos here), in the files' order."""
    if not data.is_dir():
        raise FileNotFoundError(f"no data at {data.resolve()}; name its folder with --data")
    return _flickr(data / "flickr8k", split) + _objects(data / "objects", split)


def load_long_texts(data: Path) -> list[str]:
    """ImageInWords descriptions (CC-BY-4.0), for distillation only: never scored on."""
    texts = [
        text
        for path in sorted((data / "iiw").glob("*.jsonl"))
        for row in read_jsonl(path)
        for key, text in row.items()
        if key in ("IIW", "IIW-P5B", "DOCCI")
    ]
    return list(dict.fromkeys(texts))
