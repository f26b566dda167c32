"""Past the trained length: recall at twice as many tokens, theta as it is and by dynamic NTK.

The shipped graph is run as it is and with its rotary frequencies replaced by those of a text's
length, on val paragraphs made longer in three ways.
"""

import random
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from tulip_modeling.data import load_long_texts
from tulip_modeling.evaluate import kept_photo_vectors
from tulip_modeling.figures import summaries
from tulip_modeling.manifest import TABLE, TEXT_FILES
from tulip_modeling.paths import Paths
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks, recall_gain
from tulip_modeling.records import Ranked, source_of, write_ranks
from tulip_modeling.results import read_result, write_result
from tulip_modeling.rope import DynamicNtk
from tulip_modeling.shipped import Graph, Kept, kept_file, open_graph, open_kept
from tulip_modeling.tokens import END, START, TRAINED_CONTEXT, load_tokenizer
from tulip_modeling.views import split_sentences

FACTOR = 2.0  # the authors'
HEAD_DIM = 32
SEED = 5
Ids = list[int]


def repeat(caption: Ids, others: Ids, room: int) -> Ids:
    """The paragraph again and again: nothing is new but the positions."""
    return (caption * (room // len(caption) + 1))[:room]


def put_before(caption: Ids, others: Ids, room: int) -> Ids:
    """Sentences about other photos first, so that the paragraph lies past the trained length."""
    kept = caption[:room]
    return others[: room - len(kept)] + kept


def put_after(caption: Ids, others: Ids, room: int) -> Ids:
    """Sentences about other photos last."""
    return (caption + others)[:room]


WAYS: dict[str, Callable[[Ids, Ids, int], Ids]] = {
    "repeated": repeat,
    "after other sentences": put_before,
    "before other sentences": put_after,
}


CASES = tuple((way, 2 * TRAINED_CONTEXT) for way in WAYS)


def lengthen(data: Path, queries: Queries, way: str, length: int) -> list[Ids]:
    """Every query as exactly so many tokens; the other sentences are ImageInWords'."""
    tokenizer, rng = load_tokenizer(), random.Random(SEED)
    sentences = [s for text in load_long_texts(data) for s in split_sentences(text)]
    made = []
    for text in queries.texts:
        others = " ".join(rng.sample(sentences, length // 5))  # of over ten tokens each
        caption, rest = (
            list(tokenizer.encode(t, add_special_tokens=False).ids) for t in (text, others)
        )
        made.append([START, *WAYS[way](caption, rest, length - 2), END])
    return made


def frequencies(theta: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """theta ** (-2 i / head_dim), pairs alike: [head_dim]."""
    return theta ** (-np.arange(0, HEAD_DIM, 2).repeat(2) / HEAD_DIM)


def open_at_theta(models: Path, shipped: float, theta: float) -> Graph:
    """The shipped text graph at another theta: its one list of frequencies is replaced."""
    path = models / TEXT_FILES["tulip-lite"]
    model = onnx.load(path, load_external_data=False)
    found = [
        weight
        for weight in model.graph.initializer
        if list(weight.dims) == [HEAD_DIM]
        and np.allclose(numpy_helper.to_array(weight), frequencies(shipped), rtol=1e-4)
    ]
    if len(found) != 1:
        raise ValueError(f"{path.name} has {len(found)} lists of frequencies for {shipped}")
    new = frequencies(theta).astype(np.float32)
    found[0].CopyFrom(numpy_helper.from_array(new, found[0].name))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / Path(TABLE).name).hardlink_to(models / TABLE)
        (Path(folder) / path.name).write_bytes(model.SerializeToString())
        return open_graph(Path(folder) / path.name)


def theta_at(shipped: float, length: int) -> float:
    """Dynamic NTK's theta for a text of so many tokens."""
    stretch = DynamicNtk(FACTOR, TRAINED_CONTEXT).stretch(torch.tensor([length - 1.0]))
    grown: float = stretch.item() ** (HEAD_DIM / (HEAD_DIM - 2))
    return shipped * grown


def rank_lengthened(
    paths: Paths, queries: Queries, photos: Tensor, way: str, length: int, theta: float
) -> dict[str, Ranks]:
    """Ranks by reader: all tokens with either theta, and the trained length alone."""
    ids = lengthen(paths.data, queries, way, length)
    ranks = {}
    for reader, used in (("plain", theta), ("dynamic NTK", theta_at(theta, length))):
        graph = open_at_theta(paths.models, theta, used)
        kept = Kept(graph, kept_file(paths, "tulip-lite", f"-theta-{used:.4f}"))
        ranks[reader] = queries.ranks(kept.texts(ids), photos)
    cut = open_kept(paths, "tulip-lite").texts([[*row[: TRAINED_CONTEXT - 1], END] for row in ids])
    return ranks | {f"cut at {TRAINED_CONTEXT}": queries.ranks(cut, photos)}


def measure_beyond(paths: Paths) -> None:
    """Writes results/beyond.json."""
    photos, questions = load_queries(paths.data, "val")
    queries = next(q for q in questions if q.name == "long-pooled")
    vectors = kept_photo_vectors(paths, photos)
    told = queries.photo_names(photos)
    theta = read_result(paths.models, "manifest")["models"][1]["text"]["theta"]
    found: dict[str, Any] = {}
    ranked = []
    source = source_of(paths, "val", photos)
    content = {
        **source,
        "theta": theta,
        "dynamic NTK": {"factor": FACTOR, "trained": TRAINED_CONTEXT},
        "found": found,
    }
    for way, length in CASES:
        ranks = rank_lengthened(paths, queries, vectors, way, length, theta)
        ranked.append(Ranked(f"{way}, {length}", told, ranks))
        found[f"{way}, {length}"] = {
            "figures": summaries(ranked[-1]),
            "R@1 gain over plain": {
                reader: asdict(recall_gain(values, ranks["plain"], queries.clusters))
                for reader, values in ranks.items()
                if reader != "plain"
            },
        }
    write_result(paths.results, "beyond", content)
    write_ranks(paths.results, "beyond-ranks", source, ranked)
