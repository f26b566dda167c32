"""python -m tulip_modeling verify --pairs: which theta a TULIP checkpoint was trained with.

The file does not say it. Each candidate reads the user's own captions, and the one whose vectors
find the captions' photos best is named, where the pairs can tell. Then the same for its heads.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from tqdm import tqdm

from tulip_modeling.captions import DataError, read_pairs
from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.command import parse_heads, parse_ntk
from tulip_modeling.importer.fit_heads import better_heads
from tulip_modeling.importer.hub import fetch_sources
from tulip_modeling.importer.open_clip import MODELS
from tulip_modeling.importer.options import Family, Options
from tulip_modeling.importer.scoring import Candidate, Scoring, best_first, open_scoring
from tulip_modeling.ranks import Clusters, bootstrap, hits, recall, recall_gain


def verify_pairs_command(arguments: list[str]) -> int:
    """Runs the command line; what is wrong with a file is said in one sentence."""
    given = parse(arguments)
    try:
        pairs = read_pairs(given.pairs)
        asked = fetch_sources(reading(given))
        scoring = open_scoring(asked, pairs, given.theta, given.ntk, given.context)
        print("\n".join(verdict(score(scoring), scoring.owner.numpy())))
        better = better_heads(scoring)
    except (CheckpointError, DataError) as error:
        print(f"Nothing was scored: {error}", file=sys.stderr)
        return 1
    print(better or "No other head count finds more photos.")
    return 0 if better is None else 1


def score(scoring: Scoring) -> list[Candidate]:
    """All thetas, the best first."""
    towers = scoring.towers()
    photos = scoring.photos(towers)
    print(f"{len(scoring.ids):,} captions of {len(photos):,} photos, {scoring.checkpoint.format}")
    thetas = scoring.candidates(towers.text.config.blocks.head_dim).items()
    return best_first(
        [
            Candidate(theta, source, scoring.ranks(scoring.texts(towers.text, theta), photos))
            for theta, source in tqdm(thetas, desc="thetas", leave=False)
        ]
    )


def verdict(found: Sequence[Candidate], photos: Clusters) -> list[str]:
    """The table, and one sentence on what it shows; photos says which photo each caption has."""
    best = found[0]
    lines = ["theta | from | R@1 (95 % interval) | R@5 | R@10 | R@1 below the first"]
    alike = []
    for candidate in found:
        one = bootstrap(hits(candidate.ranks, 1), photos)
        gap = recall_gain(best.ranks, candidate.ranks, photos)
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
