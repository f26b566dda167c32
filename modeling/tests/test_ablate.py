from dataclasses import replace
from pathlib import Path

import torch
from conftest import tiny_tower
from torch import nn

from tulip_modeling.ablate import kept_at
from tulip_modeling.ablations import (
    ABLATIONS,
    AVERAGE,
    BASELINES,
    ONE,
    PLAIN,
    SHIPPED,
    share_out,
)
from tulip_modeling.data import Photo
from tulip_modeling.image_tower import ImageEnd
from tulip_modeling.material import Material
from tulip_modeling.paths import Paths
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
        first_stage = name.startswith("stage 1 only")
        assert first_stage == (not ablation.stage_two)
        bare = (AVERAGE, ONE, "stage 1 only")
        assert sum(changed) == (name not in bare), name


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
