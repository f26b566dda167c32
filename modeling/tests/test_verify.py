import math

import torch

from tulip_modeling.__main__ import STEPS
from tulip_modeling.tokens import END, START
from tulip_modeling.verify import Report, gap, texts_of_length, worst_cosine


def test_a_failed_check_is_named_and_a_nan_never_passes() -> None:
    report = Report()
    report.at_most("small", 1e-5, 1e-4)
    report.at_least("close", 0.9999, 0.99)
    assert report.failed == []
    report.at_most("error", 2e-4, 1e-4)
    report.at_least("cosine", math.nan, 0.99)
    assert [line.split(":")[0] for line in report.failed] == ["error", "cosine"]


def test_texts_have_the_length_and_differ() -> None:
    for length in (8, 77, 1024):
        ids = texts_of_length(length)
        assert ids.shape == (8, length)
        assert (ids[:, 0] == START).all() and (ids[:, -1] == END).all()
        assert len({tuple(row) for row in ids.tolist()}) == 8


def test_gap_and_cosine() -> None:
    a = torch.eye(2)
    assert gap(a, a + torch.tensor([[0, 0.5], [0, 0]])) == 0.5
    assert worst_cosine(a, a.flip(0)) == 0


def test_every_step_of_the_command_line_is_there() -> None:
    assert list(STEPS) == [
        "train",
        "distil",
        "tune",
        "export",
        "evaluate",
        "beyond",
        "needles",
        "probe",
        "sizes",
        "ablate",
        "cards",
    ]
