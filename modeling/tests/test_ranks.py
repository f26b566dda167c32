import numpy as np
import torch

from tulip_modeling.ranks import (
    bootstrap,
    hits,
    mean_reciprocal_rank,
    ranks_back,
    ranks_of,
    recall,
    recall_gain,
)


def test_ranks_recall_and_mrr_of_a_known_case() -> None:
    photos = torch.eye(4)
    queries = torch.tensor([[1.0, 0, 0, 0], [0.9, 0.8, 0, 0], [0.1, 0.2, 0.3, 0.4]])
    ranks = ranks_of(queries, photos, torch.tensor([0, 1, 0]))
    assert ranks.tolist() == [1, 2, 4]
    assert np.isclose([recall(ranks, k) for k in (1, 2, 4)], [100 / 3, 200 / 3, 100]).all()
    assert np.isclose(mean_reciprocal_rank(ranks), 100 * (1 + 1 / 2 + 1 / 4) / 3)


def test_a_tie_counts_against_us() -> None:
    same = torch.ones(3, 2)
    assert ranks_of(torch.ones(1, 2), same, torch.tensor([0])).tolist() == [3]


def test_a_photo_finds_the_best_of_its_texts_and_its_others_do_not_count() -> None:
    photos = torch.tensor([[1.0, 0], [0, 1], [-1, 0]])
    texts = torch.tensor([[0.9, 0.1], [0.8, 0.5], [1.0, 0], [0.1, 0.2]])
    answers = torch.tensor([0, 0, 1, 1])  # the last photo has none
    # 0: its 0.9 behind 1.0. 1: its 0.2 behind 0.5, where its own 0 does not count.
    assert ranks_back(photos, texts, answers).tolist() == [2, 2]
    assert ranks_back(photos[:1], texts[:2], answers[:2]).tolist() == [1]
    assert ranks_back(photos, torch.ones(4, 2), answers).tolist() == [3, 3], "ties count against"


def test_bootstrap_interval_is_close_to_the_normal_one() -> None:
    values = np.random.default_rng(3).normal(10, 2, 400)
    got = bootstrap(values, np.arange(400))
    half = 1.96 * values.std() / 20
    assert abs(got.low - (values.mean() - half)) < 0.03
    assert abs(got.high - (values.mean() + half)) < 0.03
    assert bootstrap(values, np.arange(400)) == got, "seeded"


def test_bootstrap_of_a_constant_has_no_width() -> None:
    got = bootstrap(np.full(50, 3.0), np.arange(50))
    assert (got.mean, got.low, got.high) == (3.0, 3.0, 3.0)


def test_pairing_narrows_the_interval() -> None:
    rng = np.random.default_rng(5)
    theirs = np.where(rng.random(300) < 0.5, 1, 9)
    ours = theirs.copy()
    ours[:30] = 1
    gain = recall_gain(ours, theirs, np.arange(300))
    alone = bootstrap(hits(ours, 1), np.arange(300))
    assert gain.low > 0
    assert gain.high - gain.low < alone.high - alone.low


def test_the_captions_of_a_photo_are_resampled_together() -> None:
    once = np.random.default_rng(4).normal(10, 2, 200)
    photos = np.arange(200)
    alone, five = bootstrap(once, photos), bootstrap(once.repeat(5), photos.repeat(5))
    assert np.allclose([five.low, five.high], [alone.low, alone.high]), "agreeing says no more"
    apart = bootstrap(once.repeat(5), np.arange(1000))
    assert apart.high - apart.low < 0.6 * (five.high - five.low), "as if they were independent"


def test_a_photo_with_more_captions_weighs_more() -> None:
    values, photos = np.array([0.0, 100.0, 100.0, 100.0]), np.array([7, 9, 9, 9])
    got = bootstrap(values, photos)
    assert (got.mean, got.low, got.high) == (75, 0, 100)
