"""`evaluate --pairs FILE`: the shipped pair on photos and captions that nobody chose by."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from tulip_modeling.captions import Captioned, read_pairs
from tulip_modeling.data import Photo, load_photos
from tulip_modeling.evaluate import READERS, photo_vectors
from tulip_modeling.features import encode_photos, load_lite0, photo_features
from tulip_modeling.figures import BACK, by_kind, gains, only, summaries
from tulip_modeling.manifest import TEXT_FILES
from tulip_modeling.near_duplicates import ALIKE, most_alike
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import answers_for, ranks_back, ranks_of
from tulip_modeling.records import Ranked, source_of
from tulip_modeling.results import Json, rounded
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import load_tokenizer, read_all


def as_photos(pairs: Sequence[Captioned]) -> list[Photo]:
    """The pairs as photos of a split, so that they are hashed and encoded as those are."""
    return [Photo("flickr", pair.photo, pair.captions, None) for pair in pairs]


def rank_pairs(paths: Paths, pairs: Sequence[Captioned]) -> tuple[Ranked, Ranked]:
    """Ranks text to photo and photo to text, every photo and caption among all of them."""
    vectors = photo_vectors(paths, as_photos(pairs))
    captions = [caption for pair in pairs for caption in pair.captions]
    owner = answers_for([len(pair.captions) for pair in pairs])
    graphs = {model: open_graph(paths.models / file) for model, file in TEXT_FILES.items()}
    there, back = {}, {}
    for reader in READERS:
        ids = read_all(load_tokenizer(), captions, reader.context)
        texts = graphs[reader.model].texts(ids)
        there[reader.name] = ranks_of(texts, vectors, owner)
        back[reader.name] = ranks_back(vectors, texts, owner)
    names = [str(pair.photo) for pair in pairs]
    told = tuple(names[row] for row in owner.tolist())
    return Ranked("captions", told, there), Ranked("captions" + BACK, tuple(names), back)


def near_training(paths: Paths, pairs: Sequence[Captioned]) -> list[str] | None:
    """Photos that lie in training too, or almost; None where the training photos are not here."""
    if not paths.data.is_dir():
        return None
    among = photo_features(paths.runs, load_photos(paths.data, "train"), "train")
    with torch.inference_mode():
        cosine = most_alike(encode_photos(load_lite0(), as_photos(pairs)), among)
    near = (cosine > ALIKE).tolist()
    return [str(pair.photo) for pair, alike in zip(pairs, near, strict=True) if alike]


def evaluate_pairs(paths: Paths, file: Path, out: Path | None) -> Json:
    """Writes what the shipped pair finds of these captions, as JSON beside FILE or to `out`."""
    pairs = read_pairs(file)
    there, back = rank_pairs(paths, pairs)
    near = near_training(paths, pairs)
    groups = {
        domain: [str(pair.photo) for pair in pairs if pair.domain == domain]
        for domain in dict.fromkeys(pair.domain for pair in pairs if pair.domain)
    }
    content: dict[str, Any] = {
        **source_of(paths, file.name, as_photos(pairs)),
        "photos": len(pairs),
        "near duplicates in training": near,
        "text to photo": {"figures": summaries(there), "gains": gains(there)},
        "photo to text": {"figures": summaries(back), "gains": gains(back)},
        "by domain": by_kind({"text to photo": there, "photo to text": back}, groups),
    }
    if near:
        apart = only(there, {str(pair.photo) for pair in pairs} - set(near))
        content["without near duplicates"] = {"figures": summaries(apart), "gains": gains(apart)}
    target = out or file.with_name(f"{file.stem}-scores.json")
    target.write_text(json.dumps(rounded(content), indent=1) + "\n", encoding="utf-8")
    for reader, row in content["text to photo"]["figures"].items():
        shown = " ".join(f"{row[f'R@{k}']['mean']:5.1f}" for k in (1, 5, 10))
        print(f"{reader:22} R@1/5/10 {shown}")
    print(f"written to {target}")
    return content
