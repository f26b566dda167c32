"""What reading more is worth, asked of the shipped files in ways that recall does not show."""

import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from tulip_modeling.data import Photo, load_photos
from tulip_modeling.evaluate import CLIP, READERS, TULIP, Reader, photo_vectors, summary
from tulip_modeling.manifest import TEXT_FILES, revisions
from tulip_modeling.needles import OPENINGS, VALUES, Needle, find_needles
from tulip_modeling.paths import Paths
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import bootstrap, hits, ranks_of, recall_at_1_gain
from tulip_modeling.results import write_result
from tulip_modeling.shipped import Graph, open_graph
from tulip_modeling.tokens import CONTEXT, END, START, load_tokenizer, read_all

Vectors = Callable[[Sequence[str]], Tensor]  # texts -> [texts, dim], unit vectors
BUDGETS = (8, 16, 32, 64, 77, 96, 128, 160)
LONG = "long-pooled"
# Colours and objects change one word between captions that are alike; few captions do that with
# counts and positions, so those pairs may differ in more than the one word.
NEEDLES = {"colour": (100, 0.45), "object": (100, 0.45), "count": (60, 0.3), "position": (60, 0.3)}


@dataclass(frozen=True)
class Shipped:
    """Both text towers, the val photos with their vectors, and the questions over them."""

    graphs: dict[str, Graph]
    photos: list[Photo]
    vectors: Tensor  # [photos, dim]
    trained: frozenset[str]  # short captions of the training photos
    questions: dict[str, Queries]

    def reading(self, reader: Reader, budget: int | None = None) -> Vectors:
        """A model that reads up to its context, or fewer tokens."""
        limits = [limit for limit in (reader.context, budget) if limit is not None]
        context = min(limits, default=None)
        graph, tokenizer = self.graphs[reader.model], load_tokenizer()
        return lambda texts: graph.texts(read_all(tokenizer, list(texts), context))


def load_shipped(paths: Paths) -> Shipped:
    """Opens the shipped files and encodes the val photos."""
    photos, questions = load_queries(paths.data, "val")
    graphs = {model: open_graph(paths.models / file) for model, file in TEXT_FILES.items()}
    vectors = photo_vectors(paths, photos)
    trained = frozenset(text for photo in load_photos(paths.data, "train") for text in photo.short)
    return Shipped(graphs, photos, vectors, trained, {q.name: q for q in questions})


def mean_of_chunks(graph: Graph, texts: Sequence[str]) -> Tensor:
    """Reading in pieces of the context's size: the plain way round a limit -> [texts, dim]."""
    tokenizer, size = load_tokenizer(), CONTEXT - 2
    inner = [ids[1:-1] for ids in read_all(tokenizer, list(texts), None)]
    chunks = [[ids[at : at + size] for at in range(0, len(ids), size)] for ids in inner]
    vectors = graph.texts([[START, *chunk, END] for each in chunks for chunk in each])
    parts = torch.split(vectors, [len(each) for each in chunks])
    means = [part.mean(0) for part in parts]
    return F.normalize(torch.stack(means), dim=-1)


def tokens_read(shipped: Shipped) -> dict[str, Any]:
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
    result: dict[str, Any] = {}
    ranks = {}
    for name, vectors in readers.items():
        texts = vectors(queries.texts)
        ranks[name] = queries.ranks(texts, shipped.vectors)
        back = ranks_of(shipped.vectors[queries.gallery][queries.answers], texts, own)
        result[name] = {"text to photo": summary(ranks[name]), "photo to text": summary(back)}
    best = ranks["tulip-lite, all"]
    for name, values in ranks.items():
        result[name]["R@1 that all of it adds"] = asdict(recall_at_1_gain(best, values))
    return result


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


def unrelated_text(shipped: Shipped) -> dict[str, Any]:
    """Recall of paragraphs lost among unrelated sentences, at 512 and 1,024 tokens."""
    queries, result = shipped.questions[LONG], {}
    plain = queries.ranks(shipped.reading(TULIP)(queries.texts), shipped.vectors)
    for length in (512, 1024):
        rng = random.Random(length)
        texts = [surrounded(text, length, rng) for text in queries.texts]
        for reader in READERS:
            ranks = queries.ranks(shipped.reading(reader)(texts), shipped.vectors)
            lost = asdict(recall_at_1_gain(ranks, plain)) if reader is TULIP else None
            row = {**summary(ranks), **({"R@1 against the plain paragraph": lost} if lost else {})}
            result[f"{reader.name}, {length} tokens"] = row
    return result


def joined_descriptions(shipped: Shipped) -> dict[str, Any]:
    """Two paragraphs in one query: how often both photos are in the top 10."""
    queries = shipped.questions[LONG]
    order = list(range(len(queries.texts)))
    random.Random(0).shuffle(order)
    pairs = list(zip(order[::2], order[1::2], strict=True))
    texts = [f"{queries.texts[first]} {queries.texts[second]}" for first, second in pairs]
    result: dict[str, Any] = {"pairs": len(pairs)}
    for reader in READERS:
        vectors = shipped.reading(reader)(texts)
        both = np.full(len(pairs), 100.0)
        for place in (0, 1):
            answers = queries.answers[[pair[place] for pair in pairs]]
            ranks = ranks_of(vectors, shipped.vectors[queries.gallery], answers)
            both = np.minimum(both, hits(ranks, 10))
        result[reader.name] = asdict(bootstrap(both))
    return result


def right_choices(needles: Sequence[Needle], vectors: Vectors, photos: Tensor) -> NDArray[Any]:
    """Share of right choices of each pair, in %: either text's photo, and either photo's text.

    A tie is half a right choice: a model that read the same of both texts scores exactly 50.
    """
    texts = vectors([text for needle in needles for text in needle.texts])  # [2 n, dim]
    pictures = photos[torch.tensor([needle.photos for needle in needles])]  # [n, 2, dim]
    scores = texts.view(len(needles), 2, -1) @ pictures.transpose(1, 2)  # [n, text, photo]
    own, other = scores.diagonal(dim1=1, dim2=2), scores.flip(2).diagonal(dim1=1, dim2=2)  # [n, 2]
    margins = torch.cat([own - other, own - other.flip(1)], 1)  # [n, 4]
    right = (margins > 1e-6).double() + 0.5 * (margins.abs() <= 1e-6)
    return (100 * right.mean(1)).numpy()


def needles_found(shipped: Shipped) -> dict[str, Any]:
    """Pairs that differ past token 77 only, by kind."""
    found = {
        kind: find_needles(shipped.photos, kind, most, alike, shipped.trained)
        for kind, (most, alike) in NEEDLES.items()
    }
    assert found.keys() == VALUES.keys()
    result: dict[str, Any] = {}
    for reader in READERS:
        read = shipped.reading(reader)
        rows = {kind: right_choices(pairs, read, shipped.vectors) for kind, pairs in found.items()}
        rows["all"] = np.concatenate(list(rows.values()))
        result[reader.name] = {
            kind: {"pairs": len(row), "right": asdict(bootstrap(row))} for kind, row in rows.items()
        }
    return result


def probe(paths: Paths) -> None:
    """Writes results/probes.json, from the shipped files and the val photos."""
    shipped = load_shipped(paths)
    content = {
        "split": "val",
        "weights": revisions(paths.models),
        "tokens read": tokens_read(shipped),
        "unrelated text": unrelated_text(shipped),
        "joined descriptions": joined_descriptions(shipped),
        "needles": needles_found(shipped),
    }
    write_result(paths.results, "probes", content)
