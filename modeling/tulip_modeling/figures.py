"""From the rank of every query to the figures of a split; nothing else goes into them."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from tulip_modeling.domains import KINDS, kind_of
from tulip_modeling.ranks import Clusters, Ranks, bootstrap, hits, mean_reciprocal_rank, recall_gain
from tulip_modeling.records import SEED, Ranked
from tulip_modeling.results import Json

BACK = ", photo to text"  # ends the name of a question asked the other way
OURS = "tulip-lite"
OVER = ("clip-lite at 77", "tulip-lite cut at 77")


def summary(ranks: Ranks, photos: Clusters) -> dict[str, Any]:
    """R@1, 5, 10 with 95 % intervals, and MRR, in %."""
    recalls = {f"R@{k}": asdict(bootstrap(hits(ranks, k), photos, SEED)) for k in (1, 5, 10)}
    return {"queries": len(ranks), **recalls, "MRR": mean_reciprocal_rank(ranks)}


def summaries(asked: Ranked) -> Json:
    """What the ranks of one question come to, by reader."""
    return {reader: summary(ranks, asked.clusters) for reader, ranks in asked.ranks.items()}


def gains(asked: Ranked) -> Json:
    """What tulip-lite wins over clip-lite and over itself cut at 77, paired, in points."""
    ours, photos = asked.ranks[OURS], asked.clusters
    return {
        f"over {other}": {
            f"R@{k}": asdict(recall_gain(ours, asked.ranks[other], photos, k)) for k in (1, 5, 10)
        }
        for other in OVER
        if other in asked.ranks
    }


def only(asked: Ranked, wanted: Collection[str]) -> Ranked:
    """The queries about these photos; their galleries stay as they were."""
    rows = np.isin(asked.photos, list(wanted))
    photos = tuple(np.array(asked.photos)[rows].tolist())
    return replace(asked, photos=photos, ranks={r: v[rows] for r, v in asked.ranks.items()})


def by_kind(questions: Mapping[str, Ranked], groups: Mapping[str, Collection[str]]) -> Json:
    """Each kind of photo by itself, its queries asked of all photos."""
    found: Json = {}
    for kind, names in groups.items():
        parts = {name: only(asked, names) for name, asked in questions.items()}
        found[kind] = {
            name: {
                "photos": len(set(part.photos)),
                "figures": summaries(part),
                "gains": gains(part),
            }
            for name, part in parts.items()
            if part.photos
        }
    return found


def split_figures(asked: Mapping[str, Ranked], near: Collection[str]) -> Json:
    """Everything that is said of val; near: photos that lie in training too, or almost."""
    there = {name: each for name, each in asked.items() if not name.endswith(BACK)}
    pooled = {name: there[f"{name}-pooled"] for name in ("short", "long")}
    names = set(pooled["short"].photos)
    groups = {kind: [name for name in names if kind_of(name) == kind] for kind in KINDS}
    apart = {name: only(each, names - set(near)) for name, each in there.items()}
    return {
        "figures": {name: summaries(each) for name, each in there.items()},
        "photo to text": {
            name: summaries(asked[name + BACK]) for name in there if name + BACK in asked
        },
        "gains": {name: gains(each) for name, each in there.items()},
        "by kind": by_kind(pooled, groups),
        "without near duplicates": {
            name: {"figures": summaries(each), "gains": gains(each)} for name, each in apart.items()
        },
    }
