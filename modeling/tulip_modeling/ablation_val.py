"""What every ablation is asked: val's short captions, paragraphs, and these among other text."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.data import Photo
from tulip_modeling.features import encode_ids, photo_features
from tulip_modeling.figures import summary
from tulip_modeling.paths import Paths
from tulip_modeling.probes import surrounded
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.ranks import Ranks
from tulip_modeling.records import Ranked
from tulip_modeling.tokens import load_tokenizer, read_all
from tulip_modeling.tune import Towers

Encode = Callable[[list[list[int]]], Tensor]  # the ids of texts -> [texts, dim]


@dataclass(frozen=True)
class Val:
    """The questions that decide, and the val photos' features."""

    photos: list[Photo]
    questions: tuple[Queries, ...]
    features: Tensor  # [photos, 1280], or maps [photos, 192, 7, 7]

    @torch.inference_mode()
    def ranks(self, encode: Encode, vectors: Tensor, reads: int | None) -> dict[str, Ranks]:
        """Ranks by question, photos [photos, dim], texts cut to what the tower can read."""
        tokenizer = load_tokenizer()
        return {
            q.name: q.ranks(encode(read_all(tokenizer, list(q.texts), reads)), vectors)
            for q in self.questions
        }

    def ranks_of(self, towers: Towers, reads: int | None) -> dict[str, Ranks]:
        """The same of towers in PyTorch."""
        text, vectors = towers.text, towers.image(self.features)  # vectors [photos, dim]
        if text.encoder.config.dynamic is None:
            return self.ranks(lambda ids: encode_ids(text, ids), vectors, reads)
        # The theta follows the longest text of a batch, so each is a batch of its own.
        return self.ranks(
            lambda ids: torch.cat([text(torch.tensor([each])) for each in ids]), vectors, reads
        )

    def summaries(self, ranks: dict[str, Ranks]) -> dict[str, Any]:
        """What the ranks come to, by question."""
        return {q.name: summary(ranks[q.name], q.clusters) for q in self.questions}

    def ranked(self, queries: Queries, names: Iterable[str], ranks: dict[str, Ranks]) -> Ranked:
        """The ranks of one question by the named rows, in their order."""
        told = queries.photo_names(self.photos)
        return Ranked(queries.name, told, {name: ranks[name] for name in names})


def load_val(paths: Paths) -> Val:
    """Short captions, paragraphs, and paragraphs among unrelated sentences, as the probe's."""
    photos, found = load_queries(paths.data, "val")
    short, long = (next(q for q in found if q.name == n) for n in ("short", "long-pooled"))
    rng = random.Random(512)
    among = tuple(surrounded(text, 512, rng) for text in long.texts)
    questions = (short, long, replace(long, name="unrelated, 512", texts=among))
    return Val(photos, questions, photo_features(paths.runs, photos, "val"))
