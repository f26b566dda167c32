"""The losses of both models."""

import torch
import torch.nn.functional as F
from torch import Tensor


def contrastive_loss(
    texts: Tensor,
    photos: Tensor,
    scale: Tensor | float,
    smoothing: float = 0.0,
    right: Tensor | None = None,
) -> Tensor:
    """CLIP's symmetric loss (arXiv 2103.00020, figure 3): row i of both belong together.

    texts [n, dim] and photos [p, dim], unit vectors, p >= n: photos past the first n are further
    negatives for the texts (with a frozen image tower they cost nothing).
    right [n, p]: what belongs together instead; each row sums to 1, over several photos where a
    text is about several.
    """
    if right is None:
        right = torch.eye(len(texts), len(photos), device=texts.device)
    with torch.autocast(texts.device.type, enabled=False):  # scale makes half precision coarse
        scores = scale * texts.float() @ photos.float().T  # [n, p]
    told = right.sum(0) > 0  # [p], photos that a text is about
    back = (right / right.sum(0).clamp(min=1e-6)).T[told]  # [told, n]
    to_photo = F.cross_entropy(scores, right, label_smoothing=smoothing)
    to_text = F.cross_entropy(scores.T[told], back, label_smoothing=smoothing)
    return (to_photo + to_text) / 2


def distillation_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """TULIP's stage 1 (arXiv 2410.10034, section 3.1): 1 - cosine, mean over rows [n, dim]."""
    return 1 - F.cosine_similarity(student, teacher, dim=-1).mean()


def hint_loss(student: list[Tensor], teacher: list[Tensor], kept: Tensor) -> Tensor:
    """1 - cosine between token states, mean over blocks and real tokens.

    Not in TULIP: with a few thousand texts the pooled vector alone says too little about what each
    block should do without its position embeddings. States are [batch, length, width] a block,
    kept [batch, length] is 0 at padding.
    """
    near = [F.cosine_similarity(s, t, dim=-1) for s, t in zip(student, teacher, strict=True)]
    return 1 - (torch.stack(near).mean(0) * kept).sum() / kept.sum()
