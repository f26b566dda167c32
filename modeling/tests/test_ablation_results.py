"""The recorded ablations: of the shipped weights, and what their ranks come to."""

from tulip_modeling.ablation_tables import QUESTIONS
from tulip_modeling.ablations import ABLATIONS, AVERAGE, RANKS
from tulip_modeling.figures import summary
from tulip_modeling.manifest import VISION, revisions
from tulip_modeling.needles import OPENINGS
from tulip_modeling.paths import Paths
from tulip_modeling.records import read_ranks
from tulip_modeling.results import read_result, rounded


def test_rows_were_measured_beside_the_runs_that_are_shipped(paths: Paths) -> None:
    tuned, rows = read_result(paths.results, "tune"), read_result(paths.results, "ablations")
    assert {row["beside"] for row in rows.values()} == {tuned["runs"][0]["weights"]}
    runs = {f"seed {run['seed']}": run["weights"] for run in tuned["runs"]}
    assert {name: rows[name]["weights"]["text"] for name in runs} == runs
    shipped = revisions(paths.models)
    average = {"text": shipped["tulip-lite"], "image": shipped[VISION]}
    assert rows[AVERAGE]["weights"] == average
    for name, row in rows.items():
        assert row["says"] == ABLATIONS[name].says


def test_the_limits_that_the_card_states_were_measured(paths: Paths) -> None:
    val, probes, beyond = (read_result(paths.results, n) for n in ("val", "probes", "beyond"))
    objects = val["gains"]["long-objects"]
    assert all(row["R@1"]["low"] <= 0 for row in objects.values()), "no gain on objects"
    assert val["figures"]["long-objects"]["tulip-lite"]["queries"] == 54
    assert probes["joined descriptions"]["tulip-lite"]["mean"] < 20, "fewer than one in five"
    cut = beyond["found"]["repeated, 1024"]["R@1 gain over plain"]["cut at 512"]
    assert cut["low"] > 0, "better where it is cut at 512"
    said = {part for opening in OPENINGS for part in opening.split(". ")}
    assert len(said) == 14, "the fourteen sentences"


def test_every_figure_follows_from_the_ranks(paths: Paths) -> None:
    rows = read_result(paths.results, "ablations")
    source, asked = read_ranks(paths.results, RANKS)
    assert source["split hash"] == read_result(paths.results, "val")["split hash"]
    assert list(asked) == list(QUESTIONS)
    told = {
        name: {"weights": row["weights"], "seed": row["recipe"]["seed"], "commit": row["commit"]}
        for name, row in rows.items()
    }
    assert source["rows"] == told
    for question, each in asked.items():
        assert list(each.ranks) == list(rows)
        for name, ranks in each.ranks.items():
            assert rounded(summary(ranks, each.clusters)) == rows[name]["tuned"][question], name
