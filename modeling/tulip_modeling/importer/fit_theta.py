"""python -m tulip_modeling verify --pairs: which theta a TULIP checkpoint was trained with.

The file does not say it. Each candidate reads the user's own captions, and the one whose vectors
find the captions' photos best is named, where the pairs can tell.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

from torch import Tensor
from tqdm import tqdm

from tulip_modeling.captions import DataError, read_pairs
from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.clip_text import ClipTextTower
from tulip_modeling.importer.command import parse_heads, parse_ntk
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import read_framing
from tulip_modeling.importer.hub import fetch_sources
from tulip_modeling.importer.open_clip import MODELS
from tulip_modeling.importer.options import Family, Options
from tulip_modeling.importer.shapes import THETA, build_towers
from tulip_modeling.importer.vectors import encode_photos, encode_texts
from tulip_modeling.importer.vocabulary import read_vocabulary
from tulip_modeling.ranks import (
    Ranks,
    answers_for,
    bootstrap,
    hits,
    mean_reciprocal_rank,
    ranks_of,
    recall,
    recall_at_1_gain,
)
from tulip_modeling.rope import ntk_theta

Ntk = tuple[float, int, int]
# The authors' stage 2 with its defaults (4,402), and their scaling from CLIP's 77 tokens (57,472);
# both for heads of 64.
NTK = ((8.0, 248, 231), (2.0, 77, 248))


@dataclass(frozen=True)
class Candidate:
    """A theta, where it is from, and the rank of each caption's photo."""

    theta: float
    source: str
    ranks: Ranks


def verify_pairs_command(arguments: list[str]) -> int:
    """Runs the command line; what is wrong with a file is said in one sentence."""
    try:
        print("\n".join(verdict(score(parse(arguments)))))
    except (CheckpointError, DataError) as error:
        print(f"Nothing was scored: {error}", file=sys.stderr)
        return 1
    return 0


def score(given: argparse.Namespace) -> list[Candidate]:
    """All candidates, the best first: by R@1, then by mean reciprocal rank."""
    pairs = read_pairs(given.pairs)
    asked = fetch_sources(reading(given))
    checkpoint = read_checkpoint(asked)
    words = read_vocabulary(asked, checkpoint)
    towers = build_towers(checkpoint, asked, words.end)
    config = towers.text.config
    if config.theta is None:
        raise CheckpointError(f"this {checkpoint.format} has a position table, and no theta")
    framing = read_framing(checkpoint, towers.image.config.side)
    photos = encode_photos(towers.image, [pair.photo for pair in pairs], framing)
    texts = [caption for pair in pairs for caption in pair.captions]
    ids = words.read(texts, given.context)
    answers = answers_for([len(pair.captions) for pair in pairs])
    thetas = candidates(given.theta, given.ntk, checkpoint.theta, config.blocks.head_dim)
    print(f"{len(texts):,} captions of {len(pairs):,} photos, {checkpoint.format}")
    found = [
        Candidate(theta, source, score_theta(towers.text, theta, ids, photos, answers))
        for theta, source in tqdm(thetas.items(), desc="thetas", leave=False)
    ]
    return sorted(found, key=lambda c: (recall(c.ranks, 1), mean_reciprocal_rank(c.ranks)))[::-1]


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


def score_theta(
    tower: ClipTextTower, theta: float, ids: list[list[int]], photos: Tensor, answers: Tensor
) -> Ranks:
    """The rank of each caption's photo when the tower reads with this theta."""
    tower.config = replace(tower.config, theta=theta)
    return ranks_of(encode_texts(tower, ids), photos, answers)


def verdict(found: Sequence[Candidate]) -> list[str]:
    """The table, and one sentence on what it shows."""
    best = found[0]
    lines = ["theta | from | R@1 (95 % interval) | R@5 | R@10 | R@1 below the first"]
    alike = []
    for candidate in found:
        one, gap = (
            bootstrap(hits(candidate.ranks, 1)),
            recall_at_1_gain(best.ranks, candidate.ranks),
        )
        below = "the first"
        if candidate is not best:
            below = f"{gap.mean:.1f} ({gap.low:.1f} to {gap.high:.1f})"
            if gap.low <= 0:
                alike.append(candidate)
                below += ", no difference"
        recalls = [f"{recall(candidate.ranks, k):.1f}" for k in (5, 10)]
        shown = f"{one.mean:.1f} ({one.low:.1f} to {one.high:.1f})"
        row = [f"{candidate.theta:,.0f}", candidate.source, shown, *recalls, below]
        lines.append(" | ".join(row))
    if not alike:
        return [*lines, f"{best.theta:,.0f} fits best: import with --rope-theta {best.theta:.10g}"]
    others = ", ".join(f"{candidate.theta:,.0f}" for candidate in alike)
    more = "More, or longer, captions may tell."
    return [*lines, f"No difference between {best.theta:,.0f} and {others} on these pairs. {more}"]


def reading(given: argparse.Namespace) -> Options:
    """How the importer is to read the checkpoint."""
    names = ("family", "base", "heads", "activation", "model_name", "tokenizer")
    chosen = {name: getattr(given, name) for name in names}
    return Options(given.checkpoint, "candidate", Path(), **chosen)


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options, each checked on its own."""
    parser = argparse.ArgumentParser(
        prog="tulip_modeling verify", description="Which theta fits a checkpoint, by your pairs."
    )
    parser.add_argument("checkpoint", type=Path, help="a TULIP, as `import` reads it")
    parser.add_argument("--pairs", required=True, type=Path, help=".csv or .jsonl: photo, caption")
    parser.add_argument("--theta", type=float, nargs="+", default=[], help="further candidates")
    parser.add_argument("--ntk", type=parse_ntk, nargs="+", default=[], help="FACTOR:FROM:TO ...")
    parser.add_argument("--context", type=int, help="cut captions at so many tokens; else all")
    parser.add_argument("--family", choices=get_args(Family), help="as in `import`")
    parser.add_argument("--base", type=Path, help="as in `import`")
    parser.add_argument("--heads", type=parse_heads, help="as in `import`")
    parser.add_argument("--activation", choices=get_args(Activation), help="as in `import`")
    parser.add_argument("--model-name", choices=MODELS, metavar="NAME", help="as in `import`")
    parser.add_argument("--tokenizer", type=Path, help="as in `import`")
    return parser.parse_args(arguments)
