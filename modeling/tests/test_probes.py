"""Needles and the other probes: what they are made of, and that the recorded figures are theirs."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tulip_modeling.data import Photo, load_photos
from tulip_modeling.manifest import TEXT_FILES, revisions
from tulip_modeling.needles import OPENINGS, Needle, find_needles
from tulip_modeling.paths import Paths
from tulip_modeling.probes import mean_of_chunks, right_choices, surrounded
from tulip_modeling.results import read_result
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all


def photo(*short: str) -> Photo:
    return Photo("flickr", Path("none.jpg"), short, None)


PHOTOS = [
    photo("A black dog runs on the beach ."),
    photo("A white dog runs on the beach ."),
    photo("A white dog runs on the beach .", "The black and white dog runs ."),
    photo("A red car stands in a street ."),
]


def test_a_needle_pairs_photos_that_differ_in_one_value() -> None:
    [needle] = find_needles(PHOTOS, "colour", 10, 0.45)
    assert needle.photos == (0, 1), "the third photo is black as well, so it decides nothing"
    assert set(needle.sentences) == {PHOTOS[0].short[0], PHOTOS[1].short[0]}


def test_both_texts_of_a_needle_are_equal_through_token_77() -> None:
    needles = [Needle("colour", (0, 1), ("A red one.", "A blue one."), at) for at in range(3)]
    assert len(needles) == len(OPENINGS)
    for needle in needles:
        first, second = read_all(load_tokenizer(), list(needle.texts), None)
        assert first[: CONTEXT - 1] == second[: CONTEXT - 1]
        assert first != second


def test_who_reads_the_same_of_both_texts_is_right_half_the_time() -> None:
    needle = Needle("colour", (0, 1), ("", ""), 0)
    pictures = F.normalize(torch.tensor([[1.0, 0.1], [0.2, 1.0]]))

    def blind(texts: object) -> Tensor:
        return F.normalize(torch.tensor([[1.0, 1.0], [1.0, 1.0]]))

    def seeing(texts: object) -> Tensor:
        return pictures

    assert right_choices([needle], blind, pictures).tolist() == [50.0]
    assert right_choices([needle], seeing, pictures).tolist() == [100.0]


def test_a_surrounded_paragraph_is_whole_and_as_long_as_asked() -> None:
    paragraph = "A red boat lies on the sand. Two men mend a net beside it."
    text = surrounded(paragraph, 512, random.Random(1))
    assert paragraph in text
    assert 512 <= len(load_tokenizer().encode(text).ids) < 560


def test_one_chunk_is_the_text_itself(paths: Paths) -> None:
    graph = open_graph(paths.models / TEXT_FILES["clip-lite"])
    texts = ["A red boat lies on the sand."]
    whole = graph.texts(read_all(load_tokenizer(), texts, CONTEXT))
    assert torch.allclose(mean_of_chunks(graph, texts), whole, atol=1e-5)


def test_the_recorded_needles_are_enough_and_undecidable_within_77_tokens(paths: Paths) -> None:
    probes = read_result(paths.results, "probes")
    assert probes["weights"] == revisions(paths.models)
    found = probes["needles"]
    assert found["tulip-lite"]["all"]["pairs"] >= 200
    for reader in ("clip-lite at 77", "tulip-lite cut at 77"):
        for row in found[reader].values():
            assert row["right"] == {"mean": 50.0, "low": 50.0, "high": 50.0}
    assert found["tulip-lite"]["all"]["right"]["low"] > 65
    for kind in ("colour", "object"):
        assert found["tulip-lite"][kind]["right"]["mean"] > 75


def test_no_sentence_of_a_needle_was_trained_on(paths: Paths) -> None:
    if not paths.data.is_dir():
        pytest.skip("needs the shared captions beside the repository")
    trained = {text for each in load_photos(paths.data, "train") for text in each.short}
    val = load_photos(paths.data, "val")
    needles = find_needles(val, "colour", 100, 0.45, trained)
    repeated = [s for needle in needles for s in needle.sentences if s in trained]
    assert len(needles) > 50
    assert not repeated
    assert np.unique([n.photos for n in needles]).size == 2 * len(needles)
