"""The shipped models beside val's photos and questions: what the probes ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor

from tulip_modeling.data import Photo, load_photos
from tulip_modeling.evaluate import Reader, kept_photo_vectors
from tulip_modeling.manifest import TEXT_FILES
from tulip_modeling.paths import Paths
from tulip_modeling.queries import Queries, load_queries
from tulip_modeling.shipped import Kept, open_kept
from tulip_modeling.tokens import load_tokenizer, read_all

Vectors = Callable[[Sequence[str]], Tensor]  # texts -> [texts, dim], unit vectors


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
