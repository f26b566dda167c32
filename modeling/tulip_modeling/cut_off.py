"""How many photos the app's cut-off keeps, and how often the right one is among them."""

from typing import Any

import torch
from torch import Tensor

from tulip_modeling.ranks import bootstrap

QUARTILES_APART = 1.349  # of a normal distribution, in standard deviations


def cut_off(scores: Tensor, strictness: float) -> Tensor:
    """The least score of a match [queries], as src/cut-off.ts: spreads above the median.

    scores is [queries, photos]; the spread is the distance of the quartiles.
    """
    ordered = scores.sort(1).values
    at = [int(part * (scores.shape[1] - 1) + 0.5) for part in (0.25, 0.5, 0.75)]
    low, middle, high = (ordered[:, place] for place in at)
    return middle + strictness * (high - low) / QUARTILES_APART


def kept_photos(
    texts: Tensor, photos: Tensor, answers: Tensor, strictness: float
) -> dict[str, Any]:
    """Photos kept a query (median), and the share of queries whose own photo is, with interval.

    texts [q, dim] and photos [p, dim] are unit vectors; answers [q] are photo numbers.
    """
    scores = texts @ photos.T  # [q, p]
    kept = scores >= cut_off(scores, strictness)[:, None]  # [q, p]
    right = kept.gather(1, answers[:, None])[:, 0]  # [q]
    share = bootstrap(torch.where(right, 100.0, 0.0).double().numpy(), answers.numpy())
    return {
        "photos": len(photos),
        "median kept": float(kept.sum(1).double().median()),
        "right one kept": vars(share),
    }
