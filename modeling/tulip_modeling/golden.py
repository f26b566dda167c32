"""public/models/golden.json: inputs and the vectors that every device must give for them."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tulip_modeling.manifest import IMAGE_FILES, TEXT_FILES, TOLERANCE, VISION
from tulip_modeling.pixels import load_pixels
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import CONTEXT, TRAINED_CONTEXT, load_tokenizer, read

PHOTOS = ("golden/astronaut.png", "golden/coffee.png")
SHORT = "A brown dog runs on grass."
LONG = (
    "A narrow canal runs straight away from the viewer between two rows of brick houses, their "
    "tall windows painted white and green. On the left bank a woman in a yellow raincoat pushes a "
    "black bicycle with a basket full of tulips, and a small grey dog trots beside her on a loose "
    "lead. On the right an old man sits on a bench under a bare tree, reading a newspaper that the "
    "wind lifts at one corner. Three rowing boats are tied to the wall, the nearest one half "
    "covered by a blue tarpaulin that holds a puddle of rain. The water is dark and almost still, "
    "so the houses are mirrored in it down to their chimneys. Far back, where the canal bends, a "
    "stone bridge crosses it in a single low arch and a red tram is just passing over. Low clouds "
    "fill the sky, but a band of pale evening light shines under them along the roofs, and the "
    "first lamp has been lit above the door of a small corner shop."
)
MIDDLE = LONG[: LONG.index(" On the right")]
CONTEXTS = {"clip-lite": CONTEXT, "tulip-lite": None}


def digits(vector: NDArray[np.float32]) -> list[float]:
    """Seven significant digits: what float32 holds."""
    return [float(f"{value:.7g}") for value in vector]


def golden_texts(models: Path) -> list[dict[str, Any]]:
    """A short text, one that nearly fills 77 tokens and one far past it, for each model."""
    tokenizer = load_tokenizer()
    rows = []
    for model, context in CONTEXTS.items():
        graph = open_graph(models / TEXT_FILES[model])
        for text in (SHORT, MIDDLE, LONG):
            ids = read(tokenizer, text, context).ids
            vector = graph.run(torch.tensor([ids]))[0]
            rows.append({"model": model, "text": text, "ids": ids, "vector": digits(vector)})
    return rows


def text_of(length: int) -> str:
    """The long text again and again, cut to so many tokens."""
    repeated = " ".join([LONG] * (length // 100))
    return repeated[: read(load_tokenizer(), repeated, length).offset]


def long_golden(models: Path) -> dict[str, Any]:
    """tulip-lite's vectors of texts up to and past the trained length.

    In a file of their own that only tests read: the app's self-test at every start stays as short
    as it is.
    """
    graph = open_graph(models / TEXT_FILES["tulip-lite"])
    rows = []
    for length in (TRAINED_CONTEXT, 2 * TRAINED_CONTEXT):
        text = text_of(length)
        ids = read(load_tokenizer(), text, None).ids
        vector = graph.run(torch.tensor([ids]))[0]
        rows.append({"model": "tulip-lite", "text": text, "ids": ids, "vector": digits(vector)})
    return {"texts": rows, "tolerance": TOLERANCE}


def golden_photos(models: Path, samples: Path) -> list[dict[str, Any]]:
    """Lossless photos of exactly the tower's size, so that decoding cannot differ."""
    graph = open_graph(models / IMAGE_FILES["fp32"])
    return [
        {
            "vision": VISION,
            "file": name,
            "vector": digits(graph.run(load_pixels(samples / name)[None])[0]),
        }
        for name in PHOTOS
    ]


def build_golden(models: Path, samples: Path) -> dict[str, Any]:
    """All golden vectors and how far a device may be off, by dtype."""
    return {
        "texts": golden_texts(models),
        "photos": golden_photos(models, samples),
        "tolerance": TOLERANCE,
    }
