import pytest
import torch
from torch import Tensor

from tulip_modeling.rope import DynamicNtk, ntk_theta, rotate, rotation


def complex_rotate(x: Tensor, theta: float) -> Tensor:
    """The authors' way: interleaved pairs as complex numbers."""
    length, width = x.shape[-2:]
    freqs = 1.0 / theta ** (torch.arange(0, width, 2).float() / width)
    angles = torch.outer(torch.arange(length).float(), freqs)
    turns = torch.polar(torch.ones_like(angles), angles)
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
    return torch.view_as_real(pairs * turns).flatten(-2)


@pytest.mark.parametrize("theta", [10_000.0, 60_000.0])
@pytest.mark.parametrize("length", [1, 77, 1024])
def test_rotation_equals_the_complex_form(length: int, theta: float) -> None:
    x = torch.randn(2, 3, length, 32)
    got = rotate(x, *rotation(length, 32, theta))
    assert torch.allclose(got, complex_rotate(x, theta), atol=2e-5)


@pytest.mark.parametrize("length", [1, 76, 77, 78, 248, 1024])
def test_dynamic_ntk_is_the_complex_form_at_the_theta_of_the_length(length: int) -> None:
    x = torch.randn(2, 3, length, 32)
    theta = 10_000.0 if length <= 77 else 10_000 * (2 * length / 77 - 1) ** (32 / 30)
    got = rotate(x, *rotation(length, 32, 10_000.0, DynamicNtk(2.0, 77)))
    # Angles of up to 1,000 radians: float32 leaves an error of some 1e-4.
    assert torch.allclose(got, complex_rotate(x, theta), atol=5e-4)
    plain = rotate(x, *rotation(length, 32, 10_000.0))
    assert torch.equal(got, plain) == (length <= 77), "not a bit changes up to the trained length"


def test_scores_depend_on_the_distance_alone() -> None:
    q, k = torch.randn(2, 32, generator=torch.Generator().manual_seed(0))
    cos, sin = rotation(300, 32, 10_000.0)
    turned_q = rotate(q.expand(1, 1, 300, 32), cos, sin)[0, 0]
    turned_k = rotate(k.expand(1, 1, 300, 32), cos, sin)[0, 0]
    near, far = turned_q[10] @ turned_k[3], turned_q[260] @ turned_k[253]
    assert torch.isclose(near, far, atol=1e-3)
    assert not torch.isclose(near, turned_q[10] @ turned_k[4], atol=1e-2)


def test_position_zero_is_not_turned() -> None:
    x = torch.randn(1, 1, 4, 8)
    assert torch.equal(rotate(x, *rotation(4, 8, 10_000.0))[:, :, 0], x[:, :, 0])


def test_ntk_theta_of_the_reference() -> None:
    """Scaling 2 from 77 to 248 gives 57,472 at head width 64 (the authors' ViT-L-14)."""
    assert round(ntk_theta(10_000, 2, 77, 248, 64)) == 57_472
