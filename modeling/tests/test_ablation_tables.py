"""Rows kept, compared over seeds, and told in tables and sentences."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tulip_modeling.ablate import Measured, measured_before
from tulip_modeling.ablation_tables import (
    QUESTIONS,
    baselines_table,
    domains_line,
    lost_line,
    pairs_lines,
    unmeasured_line,
    verdicts,
)
from tulip_modeling.ablations import (
    ABLATIONS,
    AVERAGE,
    BASELINES,
    ONE,
    RANKS,
    seeded,
)
from tulip_modeling.across_seeds import RUNS, runs_less
from tulip_modeling.records import Ranked, write_ranks
from tulip_modeling.results import write_result
from tulip_modeling.tune_recipe import SEEDS


def ranked(**by_row: tuple[int, ...]) -> dict[str, Ranked]:
    """Ranks of four queries about two photos, the second of an object, by row; "_" is a blank."""
    ranks = {name.replace("_", " "): np.array(each) for name, each in by_row.items()}
    return {
        question: Ranked(question, ("a", "a", "n03127747_b", "n03127747_b"), ranks)
        for question in QUESTIONS
    }


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


def test_pairs_of_trainings_are_set_against_each_other() -> None:
    asked = ranked(image_stage=(1, 1, 1, 1), fewer_photos=(2, 2, 2, 2))
    assert pairs_lines({"image stage": {}}, asked) == ""
    said = pairs_lines({"image stage": {}, "fewer photos": {}}, asked)
    assert "as few further photos: short captions 100.0; paragraphs 100.0;" in said


def test_a_baseline_that_beats_the_shipped_recipe_is_said_to() -> None:
    title, rows = BASELINES["absolute"], {ONE: {"steps": 731}, "absolute": {"steps": 700}}
    asked = ranked(**dict.fromkeys(RUNS, (2, 2, 2, 2)), absolute=(1, 1, 1, 1))
    row = f"| {title} (1 run, 700 steps of 731) | R@1 | -100.0 | -100.0 | -100.0 |"
    assert row in baselines_table(rows, asked)
    places = " and on ".join(f"{what} (R@1)" for what in QUESTIONS.values())
    none = "no gain over it is shown by any of the three recalls"
    assert verdicts(rows, asked) == f"{title}: better on {places}, and {none}."
    asked = ranked(**dict.fromkeys(RUNS, (2, 2, 2, 2)), absolute=(1, 2, 2, 2))
    assert "| none: -25.0 (-50.0 to 0.0) |" in baselines_table(rows, asked)
    assert verdicts(rows, asked) == f"{title}: {none}."


def test_a_baseline_that_is_beaten_somewhere_has_its_figures_alone() -> None:
    title, names = BASELINES["absolute"], list(seeded("absolute"))
    rows = {ONE: {"steps": 731}, **{name: {"steps": 731} for name in names}}
    ours, theirs = dict.fromkeys(RUNS, (1, 1, 1, 1)), dict.fromkeys(names, (6, 6, 6, 6))
    asked = ranked(**ours, **theirs)
    lines = baselines_table(rows, asked).splitlines()[2:]
    assert lines == [
        f"| {title} (3 runs, 731 steps) | R@1 | 100.0 | 100.0 | 100.0 |",
        f"| {title} (3 runs, 731 steps) | R@5 | 100.0 | 100.0 | 100.0 |",
        f"| {title} (3 runs, 731 steps) | R@10 | none: 0.0 | none: 0.0 | none: 0.0 |",
    ]
    assert verdicts(rows, asked) == ""
    assert f"over {title}, 100.0 on Flickr8k and 100.0 on objects" in domains_line(rows, asked)


def test_what_runs_lose_among_unrelated_sentences_is_told_of_each() -> None:
    asked = ranked(**dict.fromkeys(RUNS, (1, 1, 1, 1)))
    among = {name: np.array((1, 1, 1, 2)) for name in RUNS}
    asked["unrelated, 512"] = replace(asked["unrelated, 512"], ranks=among)
    assert lost_line(asked) == "25.0, 25.0, 25.0 points, on average 25.0 (0.0 to 50.0)"


def test_rows_left_to_measure_are_named() -> None:
    all_but_one: dict[str, object] = {name: {} for name in ABLATIONS}
    del all_but_one["no paragraphs"]
    assert unmeasured_line(all_but_one) == f"Not measured yet: {ABLATIONS['no paragraphs'].says}."
    assert unmeasured_line({name: {} for name in ABLATIONS}) == ""
