"""Pairs of texts that differ in one word past token 77, asked of the shipped files."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from tulip_modeling.evaluate import CLIP, READERS, TULIP
from tulip_modeling.needles import Needle, find_needles
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import bootstrap
from tulip_modeling.records import SEED, source_of
from tulip_modeling.results import write_lines, write_result
from tulip_modeling.shipped_val import Shipped, load_shipped

NEEDLES = {"count": 60, "position": 60, "colour": 100, "object": 100}  # scarce kinds first


def right_choices(needles: Sequence[Needle], texts: Tensor, photos: Tensor) -> NDArray[Any]:
    """Share of right choices of each pair, in %: either text's photo, and either photo's text.

    texts [2 needles, dim]: both of each needle. A tie is half a right choice: a model that read
    the same of both texts scores exactly 50.
    """
    pictures = photos[torch.tensor([needle.photos for needle in needles])]  # [n, 2, dim]
    scores = texts.view(len(needles), 2, -1) @ pictures.transpose(1, 2)  # [n, text, photo]
    own, other = scores.diagonal(dim1=1, dim2=2), scores.flip(2).diagonal(dim1=1, dim2=2)  # [n, 2]
    margins = torch.cat([own - other, own - other.flip(1)], 1)  # [n, 4]
    right = (margins > 1e-6).double() + 0.5 * (margins.abs() <= 1e-6)
    return (100 * right.mean(1)).numpy()


def needle_groups(needles: Sequence[Needle]) -> dict[str, list[int]]:
    """Needles by kind, by half, and together: their numbers."""
    groups = {kind: [i for i, n in enumerate(needles) if n.kind == kind] for kind in NEEDLES}
    groups["colour and object"] = sorted(groups["colour"] + groups["object"])
    groups["kept half"] = [i for i, n in enumerate(needles) if n.kept]
    groups["other half"] = [i for i, n in enumerate(needles) if not n.kept]
    return groups | {"all": list(range(len(needles)))}


def needles_found(shipped: Shipped) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Pairs told apart by one word past token 77: figures by kind, and each pair's choices.

    Beside the readers of the whole text there are both models reading the last sentence alone:
    what they could tell if nothing stood before it. No photo is in two pairs, so resampling pairs
    resamples photos.
    """
    needles = find_needles(shipped.photos, NEEDLES)
    trained = [s for needle in needles for s in needle.sentences if s in shipped.trained]
    assert not trained, f"captions from training: {trained}"
    whole = [text for needle in needles for text in needle.texts]
    alone = [text for needle in needles for text in needle.sentences]
    vectors = {reader.name: shipped.reading(reader)(whole) for reader in READERS}
    for reader in (CLIP, TULIP):
        vectors[f"{reader.model}, the last sentence alone"] = shipped.reading(reader)(alone)
    photos = shipped.vectors
    right = {name: right_choices(needles, texts, photos) for name, texts in vectors.items()}
    figures = {
        name: {
            group: {"pairs": len(rows), "right": asdict(bootstrap(row[rows], np.array(rows), SEED))}
            for group, rows in needle_groups(needles).items()
        }
        for name, row in right.items()
    }
    return figures, [told_needle(shipped, n, i, right) for i, n in enumerate(needles)]


def told_needle(
    shipped: Shipped, needle: Needle, row: int, right: dict[str, NDArray[Any]]
) -> dict[str, Any]:
    """One pair as a line: what it asks, and each reader's share of right choices in %."""
    photos = [shipped.photos[photo].path.name for photo in needle.photos]
    answers = {name: float(values[row]) for name, values in right.items()}
    return {
        "kind": needle.kind,
        "kept": needle.kept,
        "photos": photos,
        "sentences": needle.sentences,
        "right": answers,
    }


def ask_needles(paths: Paths) -> None:
    """Writes results/needles.json, and each pair with its choices to results/needles.jsonl."""
    shipped = load_shipped(paths)
    source = source_of(paths, "val", shipped.photos)
    found, lines = needles_found(shipped)
    write_result(paths.results, "needles", {**source, "found": found})
    write_lines(paths.results, "needles", [source, *lines])
