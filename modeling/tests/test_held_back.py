"""`evaluate --pairs`: the shipped pair on captions of one's own, from the command line."""

import csv
import json
from pathlib import Path

import pytest

from tulip_modeling import held_back
from tulip_modeling.__main__ import main
from tulip_modeling.paths import Paths

CAPTIONS = {
    "astronaut.png": ("people", "A woman in an orange space suit smiles before a flag."),
    "coffee.png": ("food", "A cup of coffee with a spoon stands on a saucer."),
}


def write_pairs(folder: Path, samples: Path) -> Path:
    rows = [
        (str(samples / "golden" / name), f"{caption} {more}".strip(), domain)
        for name, (domain, caption) in CAPTIONS.items()
        for more in ("", "Nothing else is to be seen.")
    ]
    with (folder / "pairs.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("photo", "caption", "domain"), *rows])
    return folder / "pairs.csv"


def test_pairs_are_scored_by_domain_with_near_duplicates_told(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_pairs(tmp_path, paths.samples)
    near = str(paths.samples / "golden" / "coffee.png")
    monkeypatch.setattr(held_back, "near_training", lambda *_: [near])
    assert main(["evaluate", "--pairs", str(file)]) == 0
    found = json.loads((tmp_path / "pairs-scores.json").read_text())
    assert found["photos"] == 2 and found["near duplicates in training"] == [near]
    for way, queries in (("text to photo", 4), ("photo to text", 2)):
        row = found[way]["figures"]["tulip-lite"]
        assert row["queries"] == queries and row["R@1"]["mean"] == 100
    assert set(found["by domain"]) == {"people", "food"}
    assert found["by domain"]["food"]["text to photo"]["figures"]["tulip-lite"]["queries"] == 2
    assert found["without near duplicates"]["figures"]["tulip-lite"]["queries"] == 2
    assert found["text to photo"]["gains"]["over clip-lite at 77"]["R@1"]["mean"] == 0


def test_a_file_without_captions_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pairs.csv").write_text("photo,text\na.jpg,A dog.\n")
    assert main(["evaluate", "--pairs", str(tmp_path / "pairs.csv")]) == 1
    assert "pairs.csv: the first line names no column `caption`" in capsys.readouterr().err
