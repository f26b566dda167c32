from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import tiny_tower
from torch import nn

from tulip_modeling.ablate import kept_at, measured_before
from tulip_modeling.ablation_tables import GAIN, image_line, over_line, unmeasured_line
from tulip_modeling.ablations import (
    ABLATIONS,
    AVERAGE,
    BASELINES,
    ONE,
    PLAIN,
    SHIPPED,
    seeded,
    share_out,
)
from tulip_modeling.across_seeds import RUNS, runs_less
from tulip_modeling.data import Photo
from tulip_modeling.image_tower import ImageEnd
from tulip_modeling.material import Material
from tulip_modeling.paths import Paths
from tulip_modeling.records import Ranked, write_ranks
from tulip_modeling.results import write_result
from tulip_modeling.starts import stretch_positions
from tulip_modeling.tune_recipe import SEEDS, count_steps, ids_by_round, with_seeds, with_steps


def test_positions_stretch_to_248_with_the_first_20_and_both_ends_as_they_were() -> None:
    own = torch.arange(77.0)[:, None].repeat(1, 3)  # [77, 3], its number at each position
    stretched = stretch_positions(own)
    assert stretched.shape == (248, 3)
    assert torch.equal(stretched[:20], own[:20])
    assert torch.allclose(stretched[20], own[20]) and torch.allclose(stretched[-1], own[-1])
    assert (stretched.diff(dim=0) > 0).all(), "in order, none twice"


def test_a_share_of_the_paragraphs_leaves_every_photo_and_drops_only_paragraphs() -> None:
    photos = [Photo("flickr", Path(f"{n}.jpg"), ("a",), "Long." * (n < 40)) for n in range(50)]
    photos = [photo if photo.long else replace(photo, long=None) for photo in photos]
    empty = torch.empty(0)
    material = Material(photos, empty, empty, ImageEnd(nn.Identity()), [], empty, empty, empty)
    half = share_out(material, 0.5, seed=2).photos
    assert [photo.path for photo in half] == [photo.path for photo in photos]
    assert sum(photo.long is not None for photo in half) == 20
    assert share_out(material, 1.0, seed=2).photos == photos
    assert all(photo.long is None for photo in share_out(material, 0.0, seed=2).photos)


def test_every_ablation_differs_from_what_is_shipped_in_one_thing() -> None:
    shipped = ABLATIONS[ONE]
    for name, ablation in ABLATIONS.items():
        recipe = ablation.recipe
        if name != "plain views":  # these also come without the extra views, beside with them
            recipe = replace(recipe, context=SHIPPED.context)
        if ", plain views" in name:
            recipe = replace(recipe, views=SHIPPED.views)
        if name.startswith(BASELINES):
            recipe = replace(recipe, seed=SHIPPED.seed)
        changed = [
            ablation.start is not shipped.start,
            recipe != SHIPPED,
            ablation.long_share != 1,
        ]
        assert sum(changed) == (name not in (AVERAGE, ONE)), name


def told(sentences: int) -> Photo:
    long = " ".join(f"A red boat number {n} lies on the wet sand." for n in range(sentences))
    return Photo("flickr", Path("none.jpg"), ("A boat.",), long)


def test_a_cut_tower_gets_as_many_steps_from_larger_or_smaller_batches() -> None:
    empty = torch.empty(0)
    photos = [told(5 + n % 20) for n in range(200)]
    material = Material(photos, empty, empty, ImageEnd(nn.Identity()), [], empty, empty, empty)
    whole = replace(SHIPPED, rounds=2, views=replace(PLAIN, joined=0), tokens=1000)
    cut = replace(whole, context=77)
    wanted = count_steps(ids_by_round(material, whole), whole.tokens)
    assert count_steps(ids_by_round(material, cut), cut.tokens) < 0.8 * wanted, "unfair as it is"
    fair, steps = with_steps(material, cut, wanted)
    assert fair.tokens < cut.tokens and replace(fair, tokens=1000) == cut
    assert 0.9 * wanted <= steps <= wanted


def test_every_run_that_is_averaged_takes_as_many_steps_and_is_a_row() -> None:
    empty = torch.empty(0)
    photos = [told(5 + n % 20) for n in range(60)]
    material = Material(photos, empty, empty, ImageEnd(nn.Identity()), [], empty, empty, empty)
    recipe = replace(SHIPPED, rounds=2, views=replace(PLAIN, joined=0), tokens=1000)
    recipes = with_seeds(material, recipe)
    assert [each.seed for each in recipes] == list(SEEDS) and recipes[0] == recipe
    steps = [count_steps(ids_by_round(material, each), each.tokens) for each in recipes]
    assert all(0.9 * steps[0] <= count <= steps[0] for count in steps)
    runs = [row.recipe.seed for row in ABLATIONS.values() if row.is_run]
    assert sorted(runs) == sorted([SEEDS[0], *SEEDS])  # the average's own row names the first


def test_a_finished_tower_is_taken_for_the_same_recipe_and_start_only(paths: Paths) -> None:
    ablation, start = ABLATIONS["theta 10,000"], tiny_tower("rotary")
    same = kept_at(paths, "theta", ablation, start)
    assert kept_at(paths, "theta", replace(ablation, says="other words"), start) == same
    others = [
        kept_at(paths, "theta", ablation, tiny_tower("rotary", seed=1)),
        kept_at(paths, "theta", replace(ablation, long_share=0.5), start),
        kept_at(paths, "theta", replace(ablation, recipe=replace(SHIPPED, tokens=9)), start),
    ]
    assert len({same, *others}) == 4


def test_rows_set_against_other_weights_are_measured_again(paths: Paths, tmp_path: Path) -> None:
    rows = {ONE: {"against": "these"}, "seed 3": {"against": "older"}}
    write_result(tmp_path, "ablations", rows)
    kept = measured_before(replace(paths, results=tmp_path), "these")
    assert kept == {ONE: {"against": "these"}}
    assert measured_before(replace(paths, results=tmp_path / "none"), "these") == {}


def gain(low: float, mean: float, high: float) -> dict[str, float]:
    return {"low": low, "mean": mean, "high": high}


def keep_ranks(results: Path, name: str, *ranks: int) -> None:
    photos = ("a", "a", "b", "b")
    asked = Ranked("long-pooled", photos, {"this": np.array(ranks)})
    (results / "ablations").mkdir(exist_ok=True)
    write_ranks(results / "ablations", name, {}, [asked])


def test_trainings_are_compared_over_all_their_seeds_paired_by_query(tmp_path: Path) -> None:
    theirs = list(seeded("absolute"))
    assert theirs == ["absolute", "absolute, seed 3", "absolute, seed 4"]
    assert [ABLATIONS[name].recipe.seed for name in theirs] == list(SEEDS)
    for name in (*RUNS, *theirs[1:]):
        keep_ranks(tmp_path, name, 1, 1, 2, 3)
    keep_ranks(tmp_path, "absolute", 1, 2, 1, 1)  # one of three runs, 25 points more
    found = runs_less(tmp_path, theirs)["long-pooled"]
    assert found.mean == pytest.approx(-25 / 3)
    assert (found.low, found.high) == (pytest.approx(-100 / 3), pytest.approx(50 / 3))
    assert runs_less(tmp_path, ["absolute"])["long-pooled"].mean == -25
    asked = Ranked("long-pooled", ("a", "b", "b", "b"), {"this": np.array((1, 1, 1, 1))})
    write_ranks(tmp_path / "ablations", "absolute", {}, [asked])
    with pytest.raises(ValueError, match="other queries"):
        runs_less(tmp_path, theirs)


def test_the_image_tower_tuned_is_set_against_as_few_further_photos(tmp_path: Path) -> None:
    keep_ranks(tmp_path, "image stage", 1, 1, 1, 1)
    keep_ranks(tmp_path, "fewer photos", 2, 2, 2, 2)
    assert image_line({"image stage": {}}, tmp_path) == ""
    said = image_line({"image stage": {}, "fewer photos": {}}, tmp_path)
    assert said.endswith("as few further photos: paragraphs 100.0.")


def test_a_baseline_that_beats_the_shipped_recipe_is_said_to_win(tmp_path: Path) -> None:
    none, won = gain(-2, 1, 4), gain(1, 3, 5)
    rows = {ONE: {"steps": 731}, "absolute": {"steps": 700, GAIN: {"short": none}}}
    for name in RUNS:
        keep_ranks(tmp_path, name, 2, 2, 2, 2)
    keep_ranks(tmp_path, "absolute", 1, 1, 1, 1)
    said = over_line(rows, tmp_path, "absolute", "Absolute positions")
    assert said.startswith(
        "Absolute positions (700 steps of 731): the 3 runs of the shipped recipe"
    )
    assert "less 1 of this" in said and "short captions none: 1.0 (-2.0 to 4.0)" in said
    assert said.endswith(
        "paragraphs -100.0. It wins on paragraphs, with 1 of 3 seeds. No gain over it is shown."
    )
    keep_ranks(tmp_path, "absolute", 1, 2, 2, 2)
    rows["absolute"][GAIN] = {"short": won}
    said = over_line(rows, tmp_path, "absolute", "Absolute positions")
    assert said.endswith("paragraphs none: -25.0 (-50.0 to 0.0).")
    assert over_line({}, tmp_path, "absolute", "That") == "That: not measured yet."


def test_rows_left_to_measure_are_named() -> None:
    all_but_one: dict[str, object] = {name: {} for name in ABLATIONS}
    del all_but_one["no paragraphs"]
    assert unmeasured_line(all_but_one) == f"Not measured yet: {ABLATIONS['no paragraphs'].says}."
    assert unmeasured_line({name: {} for name in ABLATIONS}) == ""
