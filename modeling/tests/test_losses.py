import pytest
import torch
import torch.nn.functional as F

from tulip_modeling.losses import contrastive_loss, distillation_loss, hint_loss


def unit(*shape: int) -> torch.Tensor:
    return F.normalize(torch.randn(*shape), dim=-1)


def test_contrastive_loss_is_clips_symmetric_cross_entropy() -> None:
    texts, photos = unit(5, 16), unit(5, 16)
    scores = 10 * texts @ photos.T
    rows = -scores.log_softmax(1).diagonal().mean()
    columns = -scores.log_softmax(0).diagonal().mean()
    got = contrastive_loss(texts, photos, 10.0)
    assert torch.isclose(got, (rows + columns) / 2)


def test_matching_pairs_cost_less_than_shuffled_ones() -> None:
    vectors = unit(6, 32)
    matched = contrastive_loss(vectors, vectors, 30.0)
    assert matched < 0.01 < contrastive_loss(vectors, vectors.roll(1, 0), 30.0)


def test_further_photos_are_negatives_for_texts_only() -> None:
    texts, photos = unit(4, 16), unit(4, 16)
    plain = contrastive_loss(texts, photos, 10.0)
    harder = contrastive_loss(texts, torch.cat([photos, texts]), 10.0)
    assert harder > plain


def test_a_text_about_two_photos_wants_both() -> None:
    texts, photos = unit(2, 16), unit(3, 16)
    right = torch.tensor([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]])  # the third is a negative
    scores = 10 * texts @ photos.T
    rows = -(right * scores.log_softmax(1)).sum(1).mean()
    back = torch.tensor([[1.0, 0.0], [1 / 3, 2 / 3]])
    columns = -(back * scores.T[:2].log_softmax(1)).sum(1).mean()
    got = contrastive_loss(texts, photos, 10.0, right=right)
    assert torch.isclose(got, (rows + columns) / 2)


def test_distillation_loss_is_one_minus_cosine() -> None:
    a, b = unit(3, 8), unit(3, 8)
    assert distillation_loss(a, 5 * a).item() == pytest.approx(0, abs=1e-6)
    assert distillation_loss(a, -a).item() == pytest.approx(2, abs=1e-6)
    assert distillation_loss(a, b).item() == pytest.approx(1 - (a * b).sum(1).mean().item())


def test_token_states_at_padding_cost_nothing() -> None:
    states = [torch.randn(2, 4, 8), torch.randn(2, 4, 8)]
    kept = torch.tensor([[1.0, 1, 1, 1], [1, 1, 0, 0]])
    spoiled = [s.clone() for s in states]
    spoiled[0][1, 2:] = 7.0
    assert hint_loss(spoiled, states, kept).item() == pytest.approx(0, abs=1e-6)
    spoiled[0][1, 1] = -states[0][1, 1]
    assert hint_loss(spoiled, states, kept).item() == pytest.approx(2 / 12, abs=1e-5)
