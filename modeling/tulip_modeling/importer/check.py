"""The written graphs against PyTorch, before anything is published."""

import torch
from torch import Tensor

from tulip_modeling.export import round_to_half
from tulip_modeling.golden import LONG, PHOTOS
from tulip_modeling.graph import Stored
from tulip_modeling.importer.clip_text import ClipTextConfig, ClipTextTower, HiddenStates
from tulip_modeling.importer.framing import Framing, golden_pixels
from tulip_modeling.importer.vit import VisionTower
from tulip_modeling.importer.vocabulary import Vocabulary
from tulip_modeling.shipped import Graph
from tulip_modeling.verify import Report, gap, worst_cosine

LENGTHS = (1, 8, 77)
LONG_LENGTHS = (248, 1024)  # where the context reaches so far
EXACT = 1e-4  # largest difference between numbers of unit vectors that are computed alike
ROWS = 4
COSINES: dict[Stored, float] = {"fp16": 0.999, "q8": 0.99}  # least, against full weights


def sample_pixels(framing: Framing) -> Tensor:
    """Two photos and two of noise -> [4, 3, side, side]."""
    photos = torch.stack([golden_pixels(name, framing) for name in PHOTOS])
    noise = torch.randn(2, *photos.shape[1:], generator=torch.Generator().manual_seed(0))
    return torch.cat([photos, noise])


def sample_texts(words: Vocabulary, length: int) -> Tensor:
    """Different texts of exactly so many tokens -> [4, length]."""
    ids = words.tokenizer.encode(LONG, add_special_tokens=False).ids
    rows = []
    for shift in range(ROWS):
        turned = (ids[shift * 7 :] + ids[: shift * 7]) * (length // len(ids) + 1)
        rows.append([words.start, *turned[: max(length - 2, 0)], words.end][-length:])
    return torch.tensor(rows)


def lengths(config: ClipTextConfig) -> list[int]:
    """What the text tower is checked at: short, 77, and as long as it reads."""
    if config.context is None:
        return [*LENGTHS, *LONG_LENGTHS]
    return sorted({n for n in (*LENGTHS, config.context) if n <= config.context})


def alone(graph: Graph, x: Tensor) -> Tensor:
    """Each row in a run of its own -> [rows, ...]."""
    return torch.cat([torch.from_numpy(graph.run(row[None])) for row in x])


@torch.no_grad()
def check_image(
    report: Report, wanted: Tensor, rounded: VisionTower, pixels: Tensor, graph: Graph
) -> None:
    """Against the tower with its weights rounded to float16, and against what it gave before."""
    got = torch.from_numpy(graph.run(pixels))
    report.at_most("image, weights rounded alike, max abs", gap(rounded(pixels), got), EXACT)
    report.at_least("image, against full weights, cosine", worst_cosine(wanted, got), 0.999)
    report.at_most("image, batch or alone, max abs", gap(got, alone(graph, pixels)), EXACT)


@torch.no_grad()
def check_text(
    report: Report,
    tower: ClipTextTower,
    words: Vocabulary,
    full: Graph,
    stored: Graph,
    dtype: Stored,
) -> None:
    """The float32 graph and the stored one against the tower, which this rounds, if fp16, last."""
    for length in lengths(tower.config):
        ids = sample_texts(words, length)
        wanted, exact = tower(ids), torch.from_numpy(full.run(ids))
        got = torch.from_numpy(stored.run(ids))
        report.at_most(f"text fp32 at {length}, max abs", gap(wanted, exact), EXACT)
        cosine, both = worst_cosine(wanted, got), gap(got, alone(stored, ids))
        report.at_least(f"text {dtype} at {length}, cosine", cosine, COSINES[dtype])
        report.at_most(f"text {dtype} at {length}, batch or alone", both, EXACT)
    ids = sample_texts(words, 5)
    padded = torch.cat([ids, torch.full((ROWS, 3), words.end)], dim=1)
    got = torch.from_numpy(stored.run(ids))
    with_pads = torch.from_numpy(stored.run(padded))
    report.at_most(f"text {dtype}, padded or not, max abs", gap(got, with_pads), EXACT)
    if dtype == "fp16":
        round_to_half(tower)
        report.at_most("text fp16, weights rounded alike, max abs", gap(tower(ids), got), EXACT)


@torch.no_grad()
def check_hidden_states(
    report: Report, tower: ClipTextTower, words: Vocabulary, graph: Graph
) -> None:
    """Relative to the largest state: they are not of unit length."""
    round_to_half(tower)
    for length in lengths(tower.config):
        ids = sample_texts(words, length)
        wanted = HiddenStates(tower)(ids)  # [4, length, width]
        error = gap(wanted, torch.from_numpy(graph.run(ids))) / float(wanted.abs().max())
        report.at_most(f"hidden states at {length}, relative", error, EXACT)
