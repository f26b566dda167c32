"""How captions find their photos in Python: Pillow decodes, ONNX Runtime encodes, modeling ranks.

Reads JSON {photo path: its captions} and prints, by model, the scores [captions][photos] and recall
both ways, in the order of what it read.
"""

import json
import sys
from pathlib import Path
from typing import Any

import torch
from pillow_vectors import manifest, models, photo_vectors
from tokenizers import Tokenizer
from torch import Tensor
from tulip_modeling.ranks import Ranks, answers_for, ranks_back, ranks_of, recall
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import read_all


def encode_texts(model: dict[str, Any], texts: list[str]) -> Tensor:
    """[texts, dim], by the model's shipped graph, each read as far as its context reaches."""
    text = model["text"]
    tokenizer = Tokenizer.from_file(str(models / text["tokenizer"]))
    ids = read_all(tokenizer, texts, text["context"], text["endTokenId"])
    return open_graph(models / Path(next(iter(text["files"].values())))).texts(ids)


def recalls(ranks: Ranks) -> dict[str, float]:
    """R@1, R@5 and R@10 in %."""
    return {str(k): recall(ranks, k) for k in (1, 5, 10)}


def main(captions: dict[str, list[str]]) -> None:
    """Scores and recall of every shipped model."""
    photos = torch.tensor(list(photo_vectors(captions).values()))  # [photos, dim]
    answers = answers_for([len(texts) for texts in captions.values()])
    flat = [text for texts in captions.values() for text in texts]
    measured = {}
    for model in manifest["models"]:
        texts = encode_texts(model, flat)
        measured[model["id"]] = {
            "scores": (texts @ photos.T).tolist(),
            "textToPhoto": recalls(ranks_of(texts, photos, answers)),
            "photoToText": recalls(ranks_back(photos, texts, answers)),
        }
    json.dump(measured, sys.stdout)


main(json.load(sys.stdin))
