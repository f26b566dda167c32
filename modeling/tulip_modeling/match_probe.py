"""What the app calls a match: how many photos its cut-off keeps, and when it says that none fits.

src/cut-off.ts draws the line at some spreads above the median of a query's scores.
src/engine/nothing.ts sets a query's best photo against what the best photos get for texts about
nothing there to be seen, of which the median decides. The rule was chosen by all of the questions
here (the highest and the second highest called too many objects' captions nothing), so people's own
photos may tell more or fewer.
"""

import json

import torch
from torch import Tensor

from tulip_modeling.evaluate import CLIP, TULIP
from tulip_modeling.paths import REPOSITORY
from tulip_modeling.ranks import bootstrap
from tulip_modeling.results import Json
from tulip_modeling.shipped_val import Shipped

FLAT = 0.2  # a least score that is the same for every query, to compare with
ABOUT_NOTHING = REPOSITORY / "src" / "engine" / "texts-about-nothing.json"
OTHERS = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "The parties shall resolve any dispute in good faith before going to court.",
    "Neither of the two statements implies the other.",
    "Segmentation fault, core dumped.",
    "Inflation was lower than analysts had expected.",
    "qwrt plkj vbnm zzxc",
    "In other words, the opposite may also be the case.",
    "The derivative of a constant is zero.",
    "Please confirm your subscription by replying to this message.",
    "All rights reserved, no part may be reproduced without permission.",
    "He had never believed in luck, and he was not going to begin now.",
    "Whether this is true depends on what we mean by truth.",
    "The committee postponed its decision until next year.",
    "Your password must contain at least eight characters.",
    "Two hundred and fifty-six divided by sixteen is sixteen.",
    "She promised to call back, but she forgot.",
    "The proof is left as an exercise.",
    "Terms of payment are thirty days net.",
    "To whom it may concern",
    "version 2.4.1 fixes a regression in the parser",
    "The warranty does not cover normal wear and tear.",
    "Every even number greater than two is the sum of two primes, or so it is thought.",
    "Could you send me the minutes by Friday?",
    "Connection timed out after thirty seconds.",
    "It was not the answer that anybody had hoped for.",
    "The court dismissed the appeal without giving reasons.",
    "asdf ghjk asdf",
    "Subject to change without notice.",
    "Freedom is the recognition of necessity.",
    "Unemployment fell by a tenth of a percentage point.",
    "Quod erat demonstrandum, as they used to write.",
    "Nothing follows from a contradiction, or everything does.",
    "Your session has expired, please sign in again.",
    "They had agreed to disagree long before that.",
    "The square root of two is irrational.",
    "For further details see the appendix.",
    "import numpy as np",
    "He wondered whether she had meant it.",
    "The deadline was extended by two weeks.",
    "No refunds after the trial period.",
)
QUARTILES_APART = 1.349  # of a normal distribution, in standard deviations


def cut_off(scores: Tensor, strictness: float) -> Tensor:
    """The least score of a match [queries], as src/cut-off.ts: spreads above the median.

    scores is [queries, photos]; the spread is the distance of the quartiles.
    """
    ordered = scores.sort(1).values
    at = [int(part * (scores.shape[1] - 1) + 0.5) for part in (0.25, 0.5, 0.75)]
    low, middle, high = (ordered[:, place] for place in at)
    return middle + strictness * (high - low) / QUARTILES_APART


def kept_photos(texts: Tensor, photos: Tensor, answers: Tensor, strictness: float) -> Json:
    """Photos kept a query (median), and the share of queries whose own photo is, with interval.

    texts [q, dim] and photos [p, dim] are unit vectors; answers [q] are photo numbers.
    """
    scores = texts @ photos.T  # [q, p]
    kept = scores >= cut_off(scores, strictness)[:, None]  # [q, p]
    right = kept.gather(1, answers[:, None])[:, 0]  # [q]
    return {
        "photos": len(photos),
        "median kept": float(kept.sum(1).double().median()),
        "right one kept": share(right, answers),
    }


def share(hit: Tensor, clusters: Tensor) -> dict[str, float]:
    """How many of hit [queries] are true, in %, with interval; clusters are drawn together."""
    found = bootstrap(torch.where(hit, 100.0, 0.0).double().numpy(), clusters.numpy())
    return dict(vars(found))


def above_flat(texts: Tensor, photos: Tensor) -> dict[str, float]:
    """Photos [p, dim] with at least FLAT, over texts [t, dim]: few, half and most of the texts."""
    counts = (texts @ photos.T >= FLAT).sum(1).double()  # [t]
    parts = {"5 %": 0.05, "50 %": 0.5, "95 %": 0.95}
    return {name: float(counts.quantile(part)) for name, part in parts.items()}


def called_nothing(known: Tensor, texts: Tensor, photos: Tensor) -> Tensor:
    """Whether no photo [p, dim] is better for a text [t, dim] than the best one is for the median
    of the known texts about nothing [k, dim] -> [t].
    """
    level = (known @ photos.T).amax(1).quantile(0.5)
    best: Tensor = (texts @ photos.T).amax(1)  # [t]
    return best <= level


def match_shares(shipped: Shipped) -> Json:
    """All of it on Flickr8k's val, by model; what is called nothing on the objects' too."""
    about_nothing = json.loads(ABOUT_NOTHING.read_text(encoding="utf-8"))
    kept, flat, nothing = {}, {}, {}
    for reader in (CLIP, TULIP):
        vectors = shipped.reading(reader)
        known = vectors(about_nothing)
        photos = shipped.vectors[shipped.questions["short"].gallery]  # the long ones' too
        hit = called_nothing(known, vectors(OTHERS), photos)
        nothing[f"{reader.name}, about nothing"] = share(hit, torch.arange(len(OTHERS)))
        for queries in (shipped.questions["short"], shipped.questions["long"]):
            name = f"{reader.name}, {queries.name}"
            texts = vectors(queries.texts)
            for strictness in (2, 3):
                row = kept_photos(texts, photos, queries.answers, strictness)
                kept[f"{name}, {strictness} spreads"] = row
            flat[name] = above_flat(texts, photos)
            nothing[name] = share(called_nothing(known, texts, photos), queries.answers)
        for queries in (shipped.questions["short-objects"], shipped.questions["long-objects"]):
            hit = called_nothing(known, vectors(queries.texts), shipped.vectors[queries.gallery])
            nothing[f"{reader.name}, {queries.name}"] = share(hit, queries.answers)
    return {"cut-off": kept, f"photos with {FLAT} and more": flat, "called nothing": nothing}
