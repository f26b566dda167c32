"""public/models/manifest.json: what the app may load, and the revision of each tower."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tulip_modeling.image_tower import DIM, MEAN, SIDE, STD
from tulip_modeling.tokens import CONTEXT, END, PAD, START, TRAINED_CONTEXT

VISION = "lite0-v1"
TOKENIZER = "clip-lite/tokenizer.json"
TABLE = "clip-lite/onnx/token_table.bin"
IMAGE_FILES = {
    "fp32": "clip-lite/onnx/vision_model.onnx",
    "fp16": "clip-lite/onnx/vision_model_fp16.onnx",
}
TEXT_FILES = {
    "clip-lite": "clip-lite/onnx/text_model_quantized.onnx",
    # Beside the token table: ONNX Runtime takes external data from the graph's own folder only.
    "tulip-lite": "clip-lite/onnx/tulip_text_model_quantized.onnx",
}
LICENCE = (
    "Non-commercial research use: Apache-2.0 bases (MiniLM-L6, EfficientNet-Lite0) trained on "
    "Flickr8k and ImageNet-sample photos"
)
TOLERANCE = {"fp32": 1e-3, "fp16": 1e-2, "q8": 1e-3}


def revision(models: Path, files: Sequence[str]) -> str:
    """sha256 over the files' own sha256 digests, in the order given.

    Image tower: its default graph. Text tower: default graph, external data, tokenizer. So a vector
    of other weights, or of other words for the same text, never counts as this one's.
    """
    digest = hashlib.sha256()
    for name in files:
        digest.update(hashlib.sha256((models / name).read_bytes()).digest())
    return digest.hexdigest()


def revisions(models: Path) -> dict[str, str]:
    """The revision of every tower, by name."""
    return {
        VISION: revision(models, [IMAGE_FILES["fp32"]]),
        **{model: revision(models, [g, TABLE, TOKENIZER]) for model, g in TEXT_FILES.items()},
    }


def text_entry(models: Path, model: str, context: int | None, **more: object) -> dict[str, Any]:
    """The `text` part of a model."""
    graph = TEXT_FILES[model]
    return {
        "context": context,
        **more,
        "pooling": "mean",
        "startTokenId": START,
        "endTokenId": END,
        "padTokenId": PAD,
        "tokenizer": TOKENIZER,
        "revision": revisions(models)[model],
        "files": {"q8": graph},
    }


def model_entry(model: str, title: str, text: dict[str, Any]) -> dict[str, Any]:
    """One model."""
    return {
        "id": model,
        "title": title,
        "family": title.split("-")[0].lower(),
        "origin": "trained by this project",
        "licence": LICENCE,
        "dim": DIM,
        "vision": VISION,
        "text": text,
    }


def build_manifest(models: Path, theta: float) -> dict[str, Any]:
    """The manifest of what lies in the folder; theta is tulip-lite's."""
    clip = text_entry(models, "clip-lite", CONTEXT, trainedContext=CONTEXT, positions="absolute")
    tulip = text_entry(
        models, "tulip-lite", None, trainedContext=TRAINED_CONTEXT, positions="rotary", theta=theta
    )
    files = [*IMAGE_FILES.values(), *TEXT_FILES.values(), TABLE, TOKENIZER]
    return {
        "version": 1,
        "vision": {
            VISION: {
                "side": SIDE,
                "resize": {"mode": "stretch", "interpolation": "bicubic", "antialias": True},
                "mean": [MEAN] * 3,
                "std": [STD] * 3,
                "revision": revisions(models)[VISION],
                "files": IMAGE_FILES,
            }
        },
        "models": [
            model_entry("clip-lite", "CLIP-lite", clip),
            model_entry("tulip-lite", "TULIP-lite", tulip),
        ],
        "externalData": {graph: [TABLE] for graph in TEXT_FILES.values()},
        "sizeBytes": {name: (models / name).stat().st_size for name in files},
        "golden": "golden.json",
    }


def write_json(path: Path, content: object) -> None:
    """Indented, with a final newline."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
