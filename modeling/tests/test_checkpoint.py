from pathlib import Path

import pytest
import torch
from torch import nn

from tulip_modeling.checkpoint import CheckpointError, load, load_strictly, mean_weights, save


def test_strict_loading_names_what_is_missing_and_what_is_left_over() -> None:
    state = nn.Linear(3, 2).state_dict()
    state["wieght"] = state.pop("weight")
    with pytest.raises(CheckpointError, match=r"missing weight.*unexpected wieght"):
        load_strictly(nn.Linear(3, 2), state, "a file")


def test_strict_loading_names_a_wrong_shape_and_loads_nothing() -> None:
    own = nn.Linear(3, 2)
    before = own.weight.clone()
    state = {"weight": torch.zeros(2, 4), "bias": torch.zeros(2)}
    with pytest.raises(CheckpointError, match=r"weight is \[2, 4\], wanted \[2, 3\]"):
        load_strictly(own, state, "a file")
    assert torch.equal(own.weight, before)


def test_a_failed_save_leaves_the_older_file(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "x.pt"
    save(path, {"round": 1})
    with pytest.raises(Exception, match="pickle"):
        save(path, {"round": lambda: None})
    assert load(path) == {"round": 1}


def test_the_mean_of_equal_weights_is_exactly_them() -> None:
    torch.manual_seed(0)
    one, other = nn.Linear(64, 64), nn.Linear(64, 64)
    assert torch.equal(mean_weights([one, one, one])["weight"], one.weight)
    mean = mean_weights([one, other])["bias"]
    assert torch.allclose(mean, (one.bias + other.bias) / 2) and mean.dtype == torch.float32
