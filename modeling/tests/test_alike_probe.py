"""What is folded as the same picture: the measurement, and that the app says what was measured."""

import pytest
import torch
import torch.nn.functional as F
from PIL import Image

from tulip_modeling.alike_probe import (
    ALIKE_FROM,
    CHANGES,
    SCORES_APART,
    cropped,
    highest_cosines,
    scores_apart,
)
from tulip_modeling.paths import Paths
from tulip_modeling.results import read_result


def test_pairs_of_different_photos_are_each_counted_once() -> None:
    photos = F.normalize(torch.tensor([[1.0, 0.0], [1.0, 0.1], [0.0, 1.0]]), dim=-1)
    found = highest_cosines(photos)
    assert found == {"pairs": 3, "highest cosine": pytest.approx(1 / 1.01**0.5), "alike": 1}


def test_scores_are_compared_of_photos_that_are_alike_alone() -> None:
    own, changed = torch.eye(2), F.normalize(torch.tensor([[1.0, 0.1], [1.0, 0.1]]), dim=-1)
    texts = torch.tensor([[0.6, 0.8], [1.0, 0.0]])
    apart = scores_apart(texts, own, changed)
    assert apart.shape == (2,), "the second photo is no longer alike"
    assert torch.allclose(apart, (texts @ (own[0] - changed[0])).abs())


def test_changes_leave_what_they_say_of_a_photo() -> None:
    photo = Image.effect_noise((200, 100), 64).convert("RGB")
    assert cropped(photo, 0.05).size == (180, 90)
    for name, change in CHANGES.items():
        changed = change(photo)
        assert changed.mode == "RGB" and changed.tobytes() != photo.tobytes(), name


def test_what_the_app_says_of_the_same_picture_was_measured(paths: Paths) -> None:
    source = (paths.readme.parent / "src" / "alike.ts").read_text("utf-8")
    said = " ".join(source.replace("\n * ", " ").split())
    found = read_result(paths.results, "probes")["folded"]
    pairs, alike = found["different photos"], {k: v["mean"] for k, v in found["alike"].items()}
    assert f"alikeFrom = {ALIKE_FROM};" in said and f"scoresApart = {SCORES_APART};" in said
    assert f"of {pairs['pairs']:,} pairs of different photos {pairs['alike']} reach it" in said
    assert (
        f"the highest has {pairs['highest cosine']:.3f}), and of {found['changed photos']}" in said
    )
    assert (
        f"{alike['JPEG 75']:.0f} % do saved anew as JPEG 75, {alike['JPEG 40']:.0f} % as JPEG 40, "
        f"{alike['15 % brighter']:.0f} % made 15 % brighter, {alike['2 % cropped']:.0f} % with "
        f"2 % cropped from each side, {alike['5 % cropped']:.0f} % with 5 % cropped."
    ) in said
    share = f"{found['scores less than 0.05 apart']:.0f} % of {found['cases']:,} cases"
    assert f"less than this in {share}" in said
