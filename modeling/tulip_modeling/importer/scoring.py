"""A TULIP checkpoint over a user's own pairs, read with whatever its file does not say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from torch import Tensor

from tulip_modeling.captions import Captioned
from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import read_framing
from tulip_modeling.importer.options import Checkpoint, Options
from tulip_modeling.importer.shapes import THETA, Towers, build_towers
from tulip_modeling.importer.vectors import encode_photos, encode_texts
from tulip_modeling.importer.vocabulary import Vocabulary, read_vocabulary
from tulip_modeling.ranks import Ranks, answers_for, mean_reciprocal_rank, ranks_of, recall
from tulip_modeling.rope import ntk_theta

Ntk = tuple[float, int, int]
Heads = tuple[int, int]  # image tower, text tower
# The authors' stage 2 with its defaults (4,402), and their scaling from CLIP's 77 tokens (57,472);
# both for heads of 64.
NTK = ((8.0, 248, 231), (2.0, 77, 248))


@dataclass(frozen=True)
class Candidate:
    """A theta, where it is from, and the rank of each caption's photo."""

    theta: float
    source: str
    ranks: Ranks


@dataclass(frozen=True)
class Scoring:
    """A checkpoint, and what it is scored on and with."""

    checkpoint: Checkpoint
    words: Vocabulary
    asked: Options
    pairs: Sequence[Captioned]
    thetas: Sequence[float]  # the user's candidates beside the usual ones
    ntk: Sequence[Ntk]
    context: int | None  # captions are cut there

    def towers(self, heads: Heads | None = None) -> Towers:
        """Built with these heads, else with those asked for or usual."""
        asked = self.asked if heads is None else replace(self.asked, heads=heads)
        towers = build_towers(self.checkpoint, asked, self.words.end)
        if towers.text.config.theta is None:
            raise CheckpointError(
                f"this {self.checkpoint.format} has a position table, and no theta"
            )
        return towers

    def photos(self, towers: Towers) -> Tensor:
        """A unit vector for each pair's photo [pairs, dim]."""
        framing = read_framing(self.checkpoint, towers.image.config.side)
        return encode_photos(towers.image, [pair.photo for pair in self.pairs], framing)

    @cached_property
    def ids(self) -> list[list[int]]:
        """The captions as the checkpoint reads them."""
        captions = [caption for pair in self.pairs for caption in pair.captions]
        return self.words.read(captions, self.context)

    def texts(self, tower: ClipTextTower, theta: float) -> Tensor:
        """A unit vector for each caption [captions, dim], read with this theta."""
        tower.config = replace(tower.config, theta=theta)
        return encode_texts(tower, self.ids)

    def candidates(self, head_dim: int) -> dict[float, str]:
        """Every theta to try, and where it is from."""
        return candidates(self.thetas, self.ntk, self.checkpoint.theta, head_dim)

    @property
    def owner(self) -> Tensor:
        """The number of each caption's photo."""
        return answers_for([len(pair.captions) for pair in self.pairs])

    def ranks(self, texts: Tensor, photos: Tensor) -> Ranks:
        """The rank of each caption's photo."""
        return ranks_of(texts, photos, self.owner)


def open_scoring(
    asked: Options,
    pairs: Sequence[Captioned],
    thetas: Sequence[float],
    ntk: Sequence[Ntk],
    context: int | None,
) -> Scoring:
    """Reads the checkpoint and its tokenizer."""
    checkpoint = read_checkpoint(asked)
    words = read_vocabulary(asked, checkpoint)
    return Scoring(checkpoint, words, asked, pairs, thetas, ntk, context)


def candidates(
    asked: Sequence[float], ntk: Sequence[Ntk], said: float | None, head_dim: int
) -> dict[float, str]:
    """theta: where it is from. What the user names comes beside the usual ones."""
    thetas = {} if said is None else {said: "what the file says"}
    thetas.setdefault(THETA, "the authors' evaluation")
    for factor, old, new in (*NTK, *ntk):
        theta = ntk_theta(THETA, factor, old, new, head_dim)
        thetas.setdefault(theta, f"--ntk {factor:g}:{old}:{new}")
    for theta in asked:
        thetas.setdefault(theta, "--theta")
    return thetas


def best_first(found: Sequence[Candidate]) -> list[Candidate]:
    """By R@1, then by mean reciprocal rank."""
    return sorted(found, key=lambda c: (recall(c.ranks, 1), mean_reciprocal_rank(c.ranks)))[::-1]
