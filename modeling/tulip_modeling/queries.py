"""The val questions: which texts ask for which photos, among which."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from tulip_modeling.data import Photo, Split, load_photos
from tulip_modeling.ranks import Clusters, Ranks, ranks_back, ranks_of


@dataclass(frozen=True)
class Queries:
    """Texts, and for each the number of its photo among the photos of its gallery."""

    name: str
    texts: tuple[str, ...]
    answers: Tensor  # [texts], numbers within the gallery
    gallery: slice  # of the split's photos

    def ranks(self, texts: Tensor, photos: Tensor) -> Ranks:
        """texts [texts, dim], photos [all photos of the split, dim] -> a rank a text."""
        return ranks_of(texts, photos[self.gallery], self.answers)

    def photo_names(self, photos: Sequence[Photo]) -> tuple[str, ...]:
        """The photo of each text by its file's name, of the split's photos."""
        names = [photo.path.name for photo in photos[self.gallery]]
        return tuple(names[owner] for owner in self.answers.tolist())

    @property
    def clusters(self) -> Clusters:
        """The number of each text's photo: what is resampled together."""
        clusters: Clusters = self.answers.numpy()
        return clusters

    def ranks_back(self, texts: Tensor, photos: Tensor) -> Ranks:
        """The other way: a rank for each photo of the gallery that has a text."""
        return ranks_back(photos[self.gallery], texts, self.answers)


def short_queries(photos: list[Photo], name: str, gallery: slice) -> Queries:
    """Every short caption of the gallery's photos."""
    rows = photos[gallery]
    pairs = [(text, row) for row, photo in enumerate(rows) for text in photo.short]
    return Queries(name, tuple(t for t, _ in pairs), torch.tensor([r for _, r in pairs]), gallery)


def long_queries(photos: list[Photo], name: str, gallery: slice) -> Queries:
    """The paragraphs of the gallery's photos, those that have one."""
    rows = photos[gallery]
    pairs = [(photo.long, row) for row, photo in enumerate(rows) if photo.long is not None]
    return Queries(name, tuple(t for t, _ in pairs), torch.tensor([r for _, r in pairs]), gallery)


def load_queries(data: Path, split: Split) -> tuple[list[Photo], list[Queries]]:
    """The split's photos and its questions: each domain by itself, long ones also pooled."""
    photos = load_photos(data, split)
    flickr = slice(0, sum(photo.domain == "flickr" for photo in photos))
    objects = slice(flickr.stop, len(photos))
    if split == "test":
        return photos, [short_queries(photos, "short", flickr)]
    return photos, [
        short_queries(photos, "short", flickr),
        short_queries(photos, "short-objects", objects),
        long_queries(photos, "long", flickr),
        long_queries(photos, "long-objects", objects),
        short_queries(photos, "short-pooled", slice(0, len(photos))),
        long_queries(photos, "long-pooled", slice(0, len(photos))),
    ]
