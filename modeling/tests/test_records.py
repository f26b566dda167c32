"""What is written with each measurement, and what stops a test run of weights nobody can name."""

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tulip_modeling import evaluate as module
from tulip_modeling.paths import Paths
from tulip_modeling.records import Ranked, read_ranks, write_ranks


def test_ranks_come_back_as_they_were_written(tmp_path: Path) -> None:
    ranks = {"one": np.array([1, 5, 2]), "two": np.array([3, 1, 1])}
    asked = Ranked("short", ("b.jpg", "b.jpg", "a.jpg"), ranks)
    write_ranks(tmp_path, "val-ranks", {"weights": {"x": "1"}}, [asked])
    source, found = read_ranks(tmp_path, "val-ranks")
    assert source["weights"] == {"x": "1"}
    assert found["short"].photos == asked.photos
    assert found["short"].clusters.tolist() == [0, 0, 1]
    assert {reader: row.tolist() for reader, row in found["short"].ranks.items()} == {
        "one": [1, 5, 2],
        "two": [3, 1, 1],
    }


def test_test_photos_are_not_scored_with_uncommitted_weights(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Empty"]):
        name = ["-c", "user.name=x", "-c", "user.email=x@x"]
        subprocess.run(["git", "-C", str(tmp_path), *name, *words], check=True)
    models = tmp_path / "models"
    models.mkdir()
    monkeypatch.setattr(module, "REPOSITORY", tmp_path)
    changed = replace(paths, models=models, results=tmp_path)
    assert module.uncommitted(changed) == ""
    (models / "weights.onnx").write_text("new")
    with pytest.raises(SystemExit, match="commit the weights first"):
        module.evaluate_test(changed)
    assert not (tmp_path / "test-log.jsonl").exists()
