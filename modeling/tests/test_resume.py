"""A killed and resumed run ends where an uninterrupted one does, for all three trainings."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from conftest import tiny_tower, weights_hash
from torch import Tensor, nn

from tulip_modeling import ablate, rounds
from tulip_modeling.ablate import fit
from tulip_modeling.ablations import Ablation
from tulip_modeling.checkpoint import save
from tulip_modeling.data import Photo
from tulip_modeling.distil import DistilRecipe, adamw, fit_student
from tulip_modeling.heads import HeadRecipe, Pairs, fit_heads
from tulip_modeling.image_tower import ImageEnd
from tulip_modeling.material import Material
from tulip_modeling.models import swap_positions
from tulip_modeling.paths import Paths
from tulip_modeling.ranks import answers_for
from tulip_modeling.rounds import Rounds
from tulip_modeling.text_tower import TextTower
from tulip_modeling.tune import Towers, fit_tulip
from tulip_modeling.tune_recipe import ImagePart, TuneRecipe

Fit = Callable[[Path], nn.Module]


class KilledError(Exception):
    """Stands for the kill."""


def killed_after(monkeypatch: pytest.MonkeyPatch, saves: int, fit: Fit, path: Path) -> None:
    """Runs a training and kills it right after so many rounds were saved."""
    count = 0

    def save_then_die(*arguments: object) -> None:
        nonlocal count
        save(*arguments)  # type: ignore[arg-type]
        count += 1
        if count == saves:
            raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(rounds, "save", save_then_die)
        with pytest.raises(KilledError):
            fit(path)


def random_pairs() -> Pairs:
    generator = torch.Generator().manual_seed(0)
    photos = torch.randn(40, 24, generator=generator)
    return Pairs(photos, torch.randn(200, 12, generator=generator), answers_for([5] * 40))


def fit_tiny_heads(path: Path) -> nn.Module:
    recipe = HeadRecipe(epochs=4, batch=16, average=0.9)
    return fit_heads(random_pairs(), recipe, torch.full((40,), 5), path)


def fit_tiny_student(path: Path) -> nn.Module:
    teacher = tiny_tower("absolute")
    student = swap_positions(teacher, 10_000.0)
    texts = [[1, *range(3, 3 + n % 8), 2] for n in range(1, 60)]
    recipe = DistilRecipe(rounds=4, tokens=64)
    optimizer = adamw(student, 1e-3, 0.01)
    steps = Rounds(path, student, optimizer, 1, recipe.rounds)
    fit_student(student, teacher, (texts, texts), (20, 10), recipe, steps)
    return student


def tiny_material() -> Material:
    generator = torch.Generator().manual_seed(1)

    def draw(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    sentence = "[UNK] [MASK] [SEP]. "  # special tokens: the only ids below 64 and 104 are theirs
    photos = [Photo("flickr", Path(f"{i}"), ("a", "b"), sentence * (i + 1)) for i in range(8)]
    torch.manual_seed(0)
    return Material(
        photos=photos,
        features=draw(8, 24),
        spread=torch.ones(24),
        image=ImageEnd(nn.Linear(24, 32), nn.Linear(24, 24)).requires_grad_(False),
        captions=[[1, 3 + i, 2] for i in range(16)],
        text_spread=torch.ones(64),
        taught=nn.functional.normalize(draw(16, 32)),
        owner=answers_for([2] * 8),
    )


TINY = replace(TuneRecipe(), rounds=4, tokens=64, shorts=4, negatives=6)


def tiny_start() -> TextTower:
    torch.manual_seed(3)
    tower = tiny_tower("rotary", seed=3)
    tower.encoder.tokens = nn.Embedding(30_522, 64)
    return tower


def fit_tiny_tulip(path: Path, *, image: ImagePart = "frozen") -> Towers:
    kept, log = fit_tulip(tiny_start(), tiny_material(), replace(TINY, image=image), path)
    assert len(log) == 4
    return kept


@pytest.mark.parametrize("fit", [fit_tiny_heads, fit_tiny_student, fit_tiny_tulip])
def test_a_resumed_run_equals_an_uninterrupted_one(
    fit: Fit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = fit(tmp_path / "whole.pt")
    killed_after(monkeypatch, 2, fit, tmp_path / "parts.pt")
    assert all(value.isfinite().all() for value in whole.state_dict().values())
    assert weights_hash(fit(tmp_path / "parts.pt")) == weights_hash(whole)


@pytest.mark.parametrize(
    ("image", "moved"),
    [("frozen", set()), ("last stage", {"head", "last_stage"})],
)
def test_stage_two_moves_what_the_recipe_says_of_the_image_tower(
    tmp_path: Path, image: ImagePart, moved: set[str]
) -> None:
    own = tiny_material().image.state_dict()
    tuned = fit_tiny_tulip(tmp_path / "tuned.pt", image=image).image.state_dict()
    assert {key.split(".")[0] for key in own if not torch.equal(own[key], tuned[key])} == moved


def test_a_finished_ablation_is_opened_and_not_trained_again(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ablation = Ablation("half", lambda _: tiny_start(), TINY, long_share=0.5)
    own = replace(paths, runs=tmp_path)
    trained = fit(own, "half", ablation, tiny_material())
    assert weights_hash(trained.text) != weights_hash(tiny_start())
    monkeypatch.setattr(ablate, "fit_tulip", None)
    again = fit(own, "half", ablation, tiny_material())
    assert weights_hash(again) == weights_hash(trained)
    with pytest.raises(TypeError):  # of another share none is kept
        fit(own, "half", replace(ablation, long_share=0.25), tiny_material())


def test_stage_one_brings_the_student_to_the_teacher(tmp_path: Path) -> None:
    teacher = tiny_tower("absolute")
    control, student = swap_positions(teacher, 10_000.0), fit_tiny_student(tmp_path / "s.pt")
    ids = torch.tensor([[1, 3, 4, 5, 6, 7, 8, 2]])
    assert (student(ids) * teacher(ids)).sum() > (control(ids) * teacher(ids)).sum()


def test_the_shared_token_table_stays_frozen(tmp_path: Path) -> None:
    student = fit_tiny_student(tmp_path / "s.pt")
    tokens = tiny_tower("absolute").encoder.tokens.weight
    assert torch.equal(student.state_dict()["encoder.tokens.weight"], tokens)
