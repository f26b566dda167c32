import random
from pathlib import Path

import torch

from tulip_modeling.data import Photo
from tulip_modeling.distil import chunk_text
from tulip_modeling.heads import caption_rounds
from tulip_modeling.material import draw_shorts, draw_views
from tulip_modeling.needles import OPENINGS
from tulip_modeling.ranks import answers_for
from tulip_modeling.tokens import load_tokenizer
from tulip_modeling.views import UNRELATED, ViewRecipe, draw_view, split_sentences, surround

PARAGRAPH = "One dog runs. Two cats sleep! Is it late? A red car waits. The end comes."
PHOTO = Photo("flickr", Path("x.jpg"), ("a dog", "two cats"), PARAGRAPH)


def test_sentences_join_back_to_the_paragraph() -> None:
    assert split_sentences(PARAGRAPH)[1] == "Two cats sleep!"
    assert " ".join(split_sentences(PARAGRAPH)) == PARAGRAPH


def test_views_are_the_paragraph_a_join_or_an_ordered_subset() -> None:
    rng, recipe = random.Random(0), ViewRecipe(surrounded=0)
    views = [draw_view(rng, PHOTO, recipe) for _ in range(300)]
    sentences = split_sentences(PARAGRAPH)
    assert 40 < views.count(PARAGRAPH) < 120
    joined = [view for view in views if "a dog" in view]
    assert all(PARAGRAPH in view and "two cats" in view for view in joined)
    assert len({view.index(PARAGRAPH) for view in joined}) > 2, "in random order"
    for view in set(views) - {PARAGRAPH} - set(joined):
        places = [sentences.index(part) for part in split_sentences(view)]
        assert places == sorted(set(places))


def test_unrelated_sentences_stand_before_and_after_the_text_and_are_none_of_the_probes() -> None:
    rng = random.Random(0)
    texts = [surround(rng, "A dog runs.", 30) for _ in range(200)]
    before = [text.partition("A dog runs.")[0] for text in texts]
    assert 20 < sum(not part for part in before) < 180
    assert max(len(split_sentences(text)) for text in texts) > 20
    assert not any(part.rstrip(".!?") in opening for part in UNRELATED for opening in OPENINGS)


def test_a_paired_view_is_about_both_photos() -> None:
    photos = [Photo("flickr", Path(f"{n}.jpg"), (f"short {n}",), f"Long {n}.") for n in range(9)]
    recipe = ViewRecipe(whole=1, surrounded=0, paired=1, notes=3)
    views = draw_views(photos, recipe, random.Random(0))
    assert len(views) == 9 + 3
    for owners, text in views[:9]:
        assert sorted(split_sentences(text)) == sorted(f"Long {n}." for n in owners)
    for (row, same), text in views[9:]:
        assert row == same
        assert f"short {row}" in text


def test_chunks_hold_every_sentence_within_the_context() -> None:
    tokenizer = load_tokenizer()
    chunks = chunk_text(tokenizer, PARAGRAPH, 14)
    assert " ".join(chunks) == PARAGRAPH
    assert len(chunks) > 1
    assert all(len(tokenizer.encode(chunk).ids) <= 14 for chunk in chunks)


def test_a_pass_over_the_captions_holds_each_photo_once() -> None:
    owner = answers_for([5, 5, 1, 5])
    order = caption_rounds(owner, torch.full((4,), 5), torch.Generator().manual_seed(0))
    for start in range(0, 20, 4):
        assert sorted(owner[order[start : start + 4]].tolist()) == [0, 1, 2, 3]
    five_captions = order[owner[order] == 1]
    assert len(set(five_captions.tolist())) == 5, "captions take turns"


def test_short_captions_beside_a_batch_are_of_different_photos() -> None:
    owner = answers_for([5] * 20)
    rows = draw_shorts(owner, 12)
    assert len(set(owner[rows].tolist())) == 12
