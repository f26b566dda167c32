"""What reading more is worth, asked of the shipped files in ways that recall does not show."""

import random
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tulip_modeling.alike_probe import fold_shares
from tulip_modeling.evaluate import CLIP, READERS, TULIP
from tulip_modeling.figures import BACK, summary
from tulip_modeling.match_probe import match_shares
from tulip_modeling.needles import OPENINGS
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import bootstrap, hits, ranks_of, recall_gain
from tulip_modeling.records import SEED, Ranked, source_of, write_ranks
from tulip_modeling.results import write_result
from tulip_modeling.shipped import Graph, Kept
from tulip_modeling.shipped_val import Shipped, Vectors, load_shipped
from tulip_modeling.tokens import CONTEXT, END, START, load_tokenizer, read_all

BUDGETS = (8, 16, 32, 64, 77, 96, 128, 160)
LONG = "long-pooled"


def mean_of_chunks(graph: Graph | Kept, texts: Sequence[str]) -> Tensor:
    """Reading in pieces of the context's size: the plain way round a limit -> [texts, dim]."""
    tokenizer, size = load_tokenizer(), CONTEXT - 2
    inner = [ids[1:-1] for ids in read_all(tokenizer, list(texts), None)]
    chunks = [[ids[at : at + size] for at in range(0, len(ids), size)] for ids in inner]
    vectors = graph.texts([[START, *chunk, END] for each in chunks for chunk in each])
    parts = torch.split(vectors, [len(each) for each in chunks])
    means = [part.mean(0) for part in parts]
    return F.normalize(torch.stack(means), dim=-1)


def tokens_read(shipped: Shipped) -> tuple[dict[str, Any], list[Ranked]]:
    """Recall of paragraphs by how many tokens are read, text to photo and photo to text."""
    queries = shipped.questions[LONG]
    readers: dict[str, Vectors] = {}
    for reader in (CLIP, TULIP):
        for budget in BUDGETS:
            if reader.context is None or budget <= reader.context:
                readers[f"{reader.model} at {budget}"] = shipped.reading(reader, budget)
    readers["tulip-lite, all"] = shipped.reading(TULIP)
    clip = shipped.graphs[CLIP.model]
    readers["clip-lite, mean of chunks"] = lambda texts: mean_of_chunks(clip, texts)
    own = torch.arange(len(queries.texts))
    ranks, back = {}, {}
    for name, vectors in readers.items():
        texts = vectors(queries.texts)
        ranks[name] = queries.ranks(texts, shipped.vectors)
        back[name] = ranks_of(shipped.vectors[queries.gallery][queries.answers], texts, own)
    photos, best = queries.clusters, ranks["tulip-lite, all"]
    result = {
        name: {
            "text to photo": summary(ranks[name], photos),
            "photo to text": summary(back[name], photos),
            "R@1 that all of it adds": asdict(recall_gain(best, ranks[name], photos)),
        }
        for name in readers
    }
    told = queries.photo_names(shipped.photos)
    kept = [Ranked("tokens read", told, ranks), Ranked("tokens read" + BACK, told, back)]
    return result, kept


def surrounded(paragraph: str, length: int, rng: random.Random) -> str:
    """The paragraph between sentences that have nothing to do with it, `length` tokens in all."""
    tokenizer = load_tokenizer()
    sentences = [part for opening in OPENINGS for part in opening.split(". ")]
    before: list[str] = []
    after: list[str] = []
    while True:
        grown = " ".join([*before, paragraph, *after])
        if len(tokenizer.encode(grown).ids) >= length:
            return grown
        rng.choice((before, after)).append(rng.choice(sentences).rstrip(".") + ".")


def unrelated_text(shipped: Shipped) -> tuple[dict[str, Any], Ranked]:
    """Recall of paragraphs lost among unrelated sentences, at 512 and 1,024 tokens."""
    queries, result = shipped.questions[LONG], {}
    photos, kept = queries.clusters, {}
    plain = queries.ranks(shipped.reading(TULIP)(queries.texts), shipped.vectors)
    for length in (512, 1024):
        rng = random.Random(length)
        texts = [surrounded(text, length, rng) for text in queries.texts]
        for reader in READERS:
            ranks = queries.ranks(shipped.reading(reader)(texts), shipped.vectors)
            row = summary(ranks, photos)
            if reader is TULIP:
                row["R@1 against the plain paragraph"] = asdict(recall_gain(ranks, plain, photos))
            name = f"{reader.name}, {length} tokens"
            result[name], kept[name] = row, ranks
    return result, Ranked("unrelated text", queries.photo_names(shipped.photos), kept)


def joined_descriptions(shipped: Shipped) -> tuple[dict[str, Any], list[Ranked]]:
    """Two paragraphs in one query: how often both photos are in the top 10."""
    queries = shipped.questions[LONG]
    order = list(range(len(queries.texts)))
    random.Random(0).shuffle(order)
    pairs = list(zip(order[::2], order[1::2], strict=True))
    texts = [f"{queries.texts[first]} {queries.texts[second]}" for first, second in pairs]
    vectors = {reader.name: shipped.reading(reader)(texts) for reader in READERS}
    told, kept = queries.photo_names(shipped.photos), []
    for place, name in enumerate(("first", "second")):
        rows = [pair[place] for pair in pairs]
        gallery, answers = shipped.vectors[queries.gallery], queries.answers[rows]
        ranks = {reader: ranks_of(each, gallery, answers) for reader, each in vectors.items()}
        kept.append(Ranked(f"joined, the {name}", tuple(told[row] for row in rows), ranks))
    return {"pairs": len(pairs), **both_found(*kept)}, kept


def both_found(first: Ranked, second: Ranked) -> dict[str, Any]:
    """The share of pairs with both photos in the top 10, by reader."""
    shares = {}
    for reader, ranks in first.ranks.items():
        both = np.minimum(hits(ranks, 10), hits(second.ranks[reader], 10))
        shares[reader] = asdict(bootstrap(both, np.arange(len(both)), SEED))
    return shares


def probe(paths: Paths) -> None:
    """Writes results/probes.json, and the rank of each query to results/probe-ranks.jsonl."""
    shipped = load_shipped(paths)
    source = source_of(paths, "val", shipped.photos)
    read, read_ranks = tokens_read(shipped)
    among, among_ranks = unrelated_text(shipped)
    joined, joined_ranks = joined_descriptions(shipped)
    content = {
        **source,
        "tokens read": read,
        "unrelated text": among,
        "joined descriptions": joined,
        **match_shares(shipped),
        "folded": fold_shares(paths, shipped),
    }
    write_result(paths.results, "probes", content)
    kept = [*read_ranks, among_ranks, *joined_ranks]
    write_ranks(paths.results, "probe-ranks", source, kept)
