"""What the app calls a match: the measurement, and that the prose says what was measured."""

import pytest
import torch
import torch.nn.functional as F

from tulip_modeling.match_probe import OTHERS, above_flat, called_nothing, cut_off, kept_photos
from tulip_modeling.paths import Paths
from tulip_modeling.results import read_result


def test_the_cut_off_is_the_apps_and_what_it_keeps_is_counted() -> None:
    crowd, fits = 0.1 + 0.0001 * torch.arange(1000), 0.4 + 0.01 * torch.arange(10)
    scores = torch.cat([crowd, fits])[None]  # as in src/cut-off.test.ts
    assert (scores >= cut_off(scores, 2)[:, None]).sum() == 10
    assert (scores * 0.2 - 0.3 >= cut_off(scores * 0.2 - 0.3, 2)[:, None]).sum() == 10
    photos = F.pad(torch.eye(8), (0, 1))  # [8, 9]: each its own direction
    texts = photos[[0, 1, 1]]
    found = kept_photos(texts, photos, torch.tensor([0, 1, 2]), 0.5)
    assert found["median kept"] == 8, "no spread: all of a flat ranking are matches"
    steep = texts * 1.0 + 0.01 * torch.arange(9)
    found = kept_photos(steep, photos, torch.tensor([0, 1, 2]), 2)
    assert found["median kept"] == 1
    assert found["right one kept"]["mean"] == pytest.approx(200 / 3)


def test_what_the_architecture_says_of_the_cut_off_was_measured(paths: Paths) -> None:
    said = " ".join((paths.readme.parent / "ARCHITECTURE.md").read_text("utf-8").split())
    rows = read_result(paths.results, "probes")["cut-off"]

    def span(strictness: int, field: str, kind: str = "") -> str:
        row = [
            each["right one kept"]["mean"] if field == "right" else each["median kept"]
            for name, each in rows.items()
            if name.endswith(f"{strictness} spreads") and kind in name
        ]
        return " to ".join(dict.fromkeys((f"{min(row):.0f}", f"{max(row):.0f}")))

    assert f"keeps {span(2, 'kept')} of 1,091 photos" in said
    shares = f"{span(2, 'right', 'short')} % of short captions and {span(2, 'right', 'long')} %"
    assert f"among them in {shares} of long ones" in said
    kept, right = span(3, "kept"), span(3, "right")
    assert f"three spreads keep {kept} photos, and the right one in {right} %" in said
    flat = read_result(paths.results, "probes")["photos with 0.2 and more"]["tulip-lite, short"]
    few, half, most = (f"{flat[part]:.0f}" for part in ("5 %", "50 %", "95 %"))
    assert f"TULIP-lite gives 0.2 or more to {half} for the median short caption, to {few}" in said
    assert f"or fewer for one in twenty, and to {most} or more for another" in said


def test_a_text_is_called_nothing_where_a_text_about_nothing_does_as_well() -> None:
    photos = torch.eye(3)
    known = torch.tensor([[0.1, 0.2, 0.0], [0.0, 0.3, 0.0], [0.0, 0.0, 0.9]])  # median 0.3
    texts = torch.tensor([[0.4, 0.0, 0.0], [0.2, 0.3, 0.0], [0.1, 0.2, 0.2]])
    assert called_nothing(known, texts, photos).tolist() == [False, True, True]
    assert above_flat(texts, photos) == pytest.approx({"5 %": 1.1, "50 %": 2, "95 %": 2})
    assert len(set(OTHERS)) == 40


def test_what_the_app_says_of_texts_about_nothing_was_measured(paths: Paths) -> None:
    source = (paths.readme.parent / "src" / "engine" / "nothing.ts").read_text("utf-8")
    said = " ".join(source.replace(" * ", " ").split())
    rows = read_result(paths.results, "probes")["called nothing"]
    fewer, more = sorted(
        round(row["mean"] * len(OTHERS) / 100)
        for name, row in rows.items()
        if name.endswith("about nothing")
    )
    assert f"than for the median of these in {fewer} and {more} cases (by model)" in said

    def span(*ends: str) -> str:
        means = [row["mean"] for name, row in rows.items() if name.endswith(ends)]
        return " to ".join(dict.fromkeys((f"{min(means):.0f}", f"{max(means):.0f}")))

    people = f"in {span(', short', ', long')} % on Flickr8k's photos"
    assert f"{people} and in {span('-objects')} % on those of objects." in said
