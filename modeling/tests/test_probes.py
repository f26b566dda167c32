"""Needles and the other probes: what they are made of, and that the recorded figures are theirs."""

import json
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from tulip_modeling.data import Photo, load_photos
from tulip_modeling.figures import BACK, summary
from tulip_modeling.manifest import TEXT_FILES
from tulip_modeling.needle_probe import NEEDLES, right_choices
from tulip_modeling.needles import OPENINGS, Needle, find_needles, is_kept
from tulip_modeling.paths import Paths
from tulip_modeling.probes import both_found, mean_of_chunks, surrounded
from tulip_modeling.ranks import recall_gain
from tulip_modeling.records import read_ranks
from tulip_modeling.results import read_result, rounded
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import CONTEXT, load_tokenizer, read_all


def photo(name: str, *short: str) -> Photo:
    return Photo("flickr", Path(f"{name}.jpg"), short, None)


def same_half(*captions: tuple[str, ...]) -> list[Photo]:
    """Photos with these captions, all in one half."""
    names = (f"photo-{n}" for n in range(1000))
    kept = [name for name in names if is_kept(photo(name))]
    return [photo(name, *each) for name, each in zip(kept, captions, strict=False)]


PHOTOS = same_half(
    ("A black dog runs on the beach .", "Black dog in the surf", "A dog ."),
    ("A white dog runs on the beach .", "The white dog is wet .", "A dog ."),
    ("A white dog runs on the beach .", "White dog .", "The black and white dog runs ."),
    ("A brown dog sleeps .", "A dog .", "An animal ."),
)


def test_a_needle_pairs_photos_that_differ_in_one_value() -> None:
    [needle] = find_needles(PHOTOS, {"colour": 10})
    assert set(needle.photos) == {0, 1}, "the third is black as well; one caption alone says brown"
    said = dict(zip(needle.photos, needle.sentences, strict=True))
    assert said == {0: "Look for the black dog.", 1: "Look for the white dog."}


def test_photos_of_the_two_halves_make_no_pair() -> None:
    names = [f"photo-{n}" for n in range(50)]
    kept = next(name for name in names if is_kept(photo(name)))
    other = next(name for name in names if not is_kept(photo(name)))
    black, white = ("A black dog .",) * 2, ("A white dog .",) * 2
    assert find_needles([photo(kept, *black), photo(other, *white)], {"colour": 10}) == []


def test_only_positions_that_exclude_each_other_make_a_pair() -> None:
    over, on = ("A dog jumps over a log .",), ("A dog stands on the log .",)
    [needle] = find_needles(same_half(over, on), {"position": 10})
    assert set(needle.values) == {"over", "on"} and needle.thing == "log"
    into, inside = ("A boy jumps into the pool .",), ("A boy is on the pool .",)
    assert find_needles(same_half(into, inside), {"position": 10}) == []


def test_both_texts_of_a_needle_are_equal_through_token_77_and_differ_in_one_word() -> None:
    for at in range(len(OPENINGS)):
        needle = Needle("colour", (0, 1), "dog", ("red", "blue"), at, kept=True)
        first, second = read_all(load_tokenizer(), list(needle.texts), None)
        assert first[: CONTEXT - 1] == second[: CONTEXT - 1]
        one, other = (text.split() for text in needle.texts)
        assert sum(a != b for a, b in zip(one, other, strict=True)) == 1


def test_who_reads_the_same_of_both_texts_is_right_half_the_time() -> None:
    needle = Needle("colour", (0, 1), "dog", ("red", "blue"), 0, kept=True)
    pictures = F.normalize(torch.tensor([[1.0, 0.1], [0.2, 1.0]]))
    blind = F.normalize(torch.tensor([[1.0, 1.0], [1.0, 1.0]]))
    assert right_choices([needle], blind, pictures).tolist() == [50.0]
    assert right_choices([needle], pictures, pictures).tolist() == [100.0]
    assert right_choices([needle], pictures.flip(0), pictures).tolist() == [0.0]


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


def read_needles(paths: Paths) -> list[dict[str, Any]]:
    lines = (paths.results / "needles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


def test_the_recorded_needles_are_enough_and_undecidable_within_77_tokens(paths: Paths) -> None:
    found, lines = read_result(paths.results, "needles")["found"], read_needles(paths)
    assert found["tulip-lite"]["all"]["pairs"] == len(lines) >= 200
    assert found["tulip-lite"]["kept half"]["pairs"] >= 100
    for reader in ("clip-lite at 77", "tulip-lite cut at 77"):
        for row in found[reader].values():
            assert row["right"] == {"mean": 50.0, "low": 50.0, "high": 50.0}
    photos = [photo for line in lines for photo in line["photos"]]
    assert len(set(photos)) == len(photos), "each photo in one pair, so pairs resample as photos"


def test_the_needles_table_follows_from_the_recorded_choices(paths: Paths) -> None:
    found, lines = read_result(paths.results, "needles")["found"], read_needles(paths)
    for reader, groups in found.items():
        for kind in NEEDLES:
            rows = [line["right"][reader] for line in lines if line["kind"] == kind]
            assert np.mean(rows) == pytest.approx(groups[kind]["right"]["mean"], abs=1e-3)
        kept = [line["right"][reader] for line in lines if line["kept"]]
        assert np.mean(kept) == pytest.approx(groups["kept half"]["right"]["mean"], abs=1e-3)


def test_the_recorded_needles_are_those_that_the_captions_give(paths: Paths) -> None:
    if not paths.data.is_dir():
        pytest.skip(f"needs the captions of Flickr8k and objects in {paths.data}")
    photos = load_photos(paths.data, "val")
    needles = find_needles(photos, NEEDLES)
    told = [
        ([photos[row].path.name for row in needle.photos], list(needle.sentences))
        for needle in needles
    ]
    assert told == [(line["photos"], line["sentences"]) for line in read_needles(paths)]
    trained = {text for each in load_photos(paths.data, "train") for text in each.short}
    assert not trained & {sentence for needle in needles for sentence in needle.sentences}


def test_tables_of_tokens_read_and_unrelated_text_follow_from_the_ranks(paths: Paths) -> None:
    probes = read_result(paths.results, "probes")
    source, asked = read_ranks(paths.results, "probe-ranks")
    assert source["weights"] == probes["weights"]
    for way, question in (
        ("text to photo", "tokens read"),
        ("photo to text", f"tokens read{BACK}"),
    ):
        for reader, ranks in asked[question].ranks.items():
            recorded = probes["tokens read"][reader][way]
            assert rounded(summary(ranks, asked[question].clusters)) == recorded
    among = asked["unrelated text"]
    for name, ranks in among.ranks.items():
        recorded = probes["unrelated text"][name]
        lost = recorded.pop("R@1 against the plain paragraph", None)
        assert rounded(summary(ranks, among.clusters)) == recorded
        assert (lost is None) == (not name.startswith("tulip-lite, "))
        plain = asked["tokens read"].ranks["tulip-lite, all"]
        if lost is not None:
            assert rounded(asdict(recall_gain(ranks, plain, among.clusters))) == lost
    rows = probes["joined descriptions"]
    pairs = rows.pop("pairs")
    first, second = asked["joined, the first"], asked["joined, the second"]
    assert len(first.photos) == len(second.photos) == pairs
    assert not set(first.photos) & set(second.photos), "each paragraph in one pair"
    assert rounded(both_found(first, second)) == rows
