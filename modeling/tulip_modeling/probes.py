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
from tulip_modeling.evaluate import CLIP, READERS, TULIP, Reader, kept_photo_vectors
from tulip_modeling.figures import BACK, summary
from tulip_modeling.manifest import TEXT_FILES
from tulip_modeling.needles import OPENINGS, Needle, find_needles
from tulip_modeling.paths import Paths
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import bootstrap, hits, ranks_of, recall_gain
from tulip_modeling.records import SEED, Ranked, source_of, write_ranks
from tulip_modeling.results import write_lines, write_result
from tulip_modeling.shipped import Graph, Kept, open_kept
from tulip_modeling.tokens import CONTEXT, END, START, load_tokenizer, read_all

Vectors = Callable[[Sequence[str]], Tensor]  # texts -> [texts, dim], unit vectors
BUDGETS = (8, 16, 32, 64, 77, 96, 128, 160)
LONG = "long-pooled"
NEEDLES = {"count": 60, "position": 60, "colour": 100, "object": 100}  # scarce kinds first


@dataclass(frozen=True)
class Shipped:
    """Both text towers, the val photos with their vectors, and the questions over them."""

    graphs: dict[str, Kept]
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
    graphs = {model: open_kept(paths, model) for model in TEXT_FILES}
    vectors = kept_photo_vectors(paths, photos)
    trained = frozenset(text for photo in load_photos(paths.data, "train") for text in photo.short)
    return Shipped(graphs, photos, vectors, trained, {q.name: q for q in questions})


def mean_of_chunks(graph: Graph | Kept, texts: Sequence[str]) -> Tensor:
    """Reading in pieces of the context's size: the plain way round a limit -> [texts, dim]."""
    tokenizer, size = load_tokenizer(), CONTEXT - 2
    inner = [ids[1:-1] for ids in read_all(tokenizer, list(texts), None)]
    chunks = [[ids[at : at + size] for at in range(0, len(ids), size)] for ids in inner]
    vectors = graph.texts([[START, *chunk, END] for each in chunks for chunk in each])
    parts = torch.split(vectors, [len(each) for each in chunks])
    means = [part.mean(0) for part in parts]
    return F.normalize(torch.stack(means), dim=-1)


def told_photos(shipped: Shipped) -> tuple[str, ...]:
    """The photo of each paragraph, by name."""
    queries = shipped.questions[LONG]
    names = [photo.path.name for photo in shipped.photos[queries.gallery]]
    return tuple(names[owner] for owner in queries.answers.tolist())


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
    told = told_photos(shipped)
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
    return result, Ranked("unrelated text", told_photos(shipped), kept)


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
        result[reader.name] = asdict(bootstrap(both, np.arange(len(pairs)), SEED))
    return result


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


def probe(paths: Paths) -> None:
    """Writes results/probes.json, and the rank of each query to results/probe-ranks.jsonl."""
    shipped = load_shipped(paths)
    source = source_of(paths, "val", shipped.photos)
    read, read_ranks = tokens_read(shipped)
    among, among_ranks = unrelated_text(shipped)
    content = {
        **source,
        "tokens read": read,
        "unrelated text": among,
        "joined descriptions": joined_descriptions(shipped),
    }
    write_result(paths.results, "probes", content)
    write_ranks(paths.results, "probe-ranks", source, [*read_ranks, among_ranks])
