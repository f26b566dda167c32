from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import tiny_tower
from torch import nn

from tulip_modeling.ablate import Measured, kept_at, measured_before
from tulip_modeling.ablation_tables import QUESTIONS, baselines_table, image_line, unmeasured_line
from tulip_modeling.ablations import (
    ABLATIONS,
    AVERAGE,
    BASELINES,
    ONE,
    PLAIN,
    RANKS,
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
        recipe = replace(ablation.recipe, context=SHIPPED.context)
        if ", plain views" in name:  # what is cut at 77 would see little else than other texts
            recipe = replace(recipe, views=SHIPPED.views)
        if name.startswith(tuple(BASELINES)):
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


def ranked(**by_row: tuple[int, ...]) -> dict[str, Ranked]:
    """Ranks of four queries about two photos, by row; "_" stands for a blank in a row's name."""
    ranks = {name.replace("_", " "): np.array(each) for name, each in by_row.items()}
    return {question: Ranked(question, ("a", "a", "b", "b"), ranks) for question in QUESTIONS}


def test_rows_measured_beside_other_weights_are_measured_again(tmp_path: Path) -> None:
    assert measured_before(tmp_path, "these") == Measured({}, {})
    write_result(tmp_path, "ablations", {ONE: {"beside": "these"}, "seed 3": {"beside": "older"}})
    asked = ranked(seed_2=(1, 1, 2, 3), seed_3=(4, 4, 4, 4))
    write_ranks(tmp_path, RANKS, {}, list(asked.values()))
    kept = measured_before(tmp_path, "these")
    assert kept.rows == {ONE: {"beside": "these"}}
    assert {question: list(each) for question, each in kept.ranks.items()} == {
        question: [ONE] for question in QUESTIONS
    }
    kept.add(AVERAGE, {"beside": "these"}, {question: np.array((5,)) for question in QUESTIONS})
    assert list(kept.rows) == [AVERAGE, ONE], "in their order"
    assert kept.ranks["short"][AVERAGE].tolist() == [5]
    assert kept.ranks["short"][ONE].tolist() == [1, 1, 2, 3]


def test_trainings_are_compared_over_all_their_seeds_paired_by_query() -> None:
    theirs = list(seeded("absolute"))
    assert theirs == ["absolute", "absolute, seed 3", "absolute, seed 4"]
    assert [ABLATIONS[name].recipe.seed for name in theirs] == list(SEEDS)
    same = dict.fromkeys((*RUNS, *theirs[1:]), (1, 1, 2, 3))
    asked = ranked(**same, absolute=(1, 2, 1, 1))  # one of three runs, 25 points more
    found = runs_less(asked, theirs)["long-pooled"]
    assert found.mean == pytest.approx(-25 / 3)
    assert (found.low, found.high) == (pytest.approx(-100 / 3), pytest.approx(50 / 3))
    assert runs_less(asked, ["absolute"])["long-pooled"].mean == -25


def test_the_image_tower_tuned_is_set_against_as_few_further_photos() -> None:
    asked = ranked(image_stage=(1, 1, 1, 1), fewer_photos=(2, 2, 2, 2))
    assert image_line({"image stage": {}}, asked) == ""
    said = image_line({"image stage": {}, "fewer photos": {}}, asked)
    assert "as few further photos: short captions 100.0; paragraphs 100.0;" in said


def test_a_baseline_that_beats_the_shipped_recipe_is_said_to() -> None:
    title, rows = BASELINES["absolute"], {ONE: {"steps": 731}, "absolute": {"steps": 700}}
    runs = dict.fromkeys(RUNS, (2, 2, 2, 2))
    said = baselines_table(rows, ranked(**runs, absolute=(1, 1, 1, 1)))
    assert f"| {title} (1 run, 700 steps of 731) | -100.0 | -100.0 | -100.0 |" in said
    places = " and on ".join(QUESTIONS.values())
    assert said.endswith(f"{title}: better on {places}, and no gain over it is shown.")
    said = baselines_table(rows, ranked(**runs, absolute=(1, 2, 2, 2)))
    assert "| none: -25.0 (-50.0 to 0.0) |" in said
    assert said.endswith(f"{title}: no gain over it is shown.")
    names = list(seeded("absolute"))
    rows |= {name: {"steps": 731} for name in names}
    other = f"{BASELINES['cut at 77, plain views']}: not measured yet."
    ours = dict.fromkeys(RUNS, (1, 1, 1, 1))
    said = baselines_table(rows, ranked(**ours, **dict.fromkeys(names, (2, 2, 2, 2))))
    assert said.endswith(f"| {title} (3 runs, 731 steps) | 100.0 | 100.0 | 100.0 |\n\n" + other)


def test_rows_left_to_measure_are_named() -> None:
    all_but_one: dict[str, object] = {name: {} for name in ABLATIONS}
    del all_but_one["no paragraphs"]
    assert unmeasured_line(all_but_one) == f"Not measured yet: {ABLATIONS['no paragraphs'].says}."
    assert unmeasured_line({name: {} for name in ABLATIONS}) == ""
