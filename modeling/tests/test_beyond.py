from pathlib import Path

import numpy as np
import pytest
import torch

from tulip_modeling.beyond import (
    FACTOR,
    WAYS,
    frequencies,
    lengthen,
    open_at_theta,
    theta_at,
)
from tulip_modeling.manifest import TEXT_FILES
from tulip_modeling.paths import Paths
from tulip_modeling.queries import Queries
from tulip_modeling.results import read_result
from tulip_modeling.rope import DynamicNtk, rotation
from tulip_modeling.shipped import open_graph
from tulip_modeling.tokens import END, START, TRAINED_CONTEXT, load_tokenizer


def shipped_theta(paths: Paths) -> float:
    theta: float = read_result(paths.models, "manifest")["models"][1]["text"]["theta"]
    return theta


def test_only_the_frequencies_of_the_shipped_graph_change(paths: Paths) -> None:
    theta = shipped_theta(paths)
    ids = torch.randint(1000, 20_000, (1, 60), generator=torch.Generator().manual_seed(0))
    shipped = open_graph(paths.models / TEXT_FILES["tulip-lite"]).run(ids)
    assert abs(open_at_theta(paths.models, theta, theta).run(ids) - shipped).max() < 1e-5
    assert abs(open_at_theta(paths.models, theta, 500.0).run(ids) - shipped).max() > 1e-3
    with pytest.raises(ValueError, match="0 lists of frequencies for 77"):
        open_at_theta(paths.models, 77.0, theta)


@pytest.mark.parametrize("length", [512, 1024, 2048])
def test_the_frequencies_are_those_of_dynamic_ntk(paths: Paths, length: int) -> None:
    theta = shipped_theta(paths)
    wanted, _ = rotation(length, 32, theta, DynamicNtk(FACTOR, TRAINED_CONTEXT))
    assert np.allclose(np.cos(3 * frequencies(theta_at(theta, length))), wanted[3], atol=1e-5)


@pytest.mark.parametrize("way", WAYS)
def test_texts_become_as_long_as_asked(tmp_path: Path, way: str) -> None:
    (tmp_path / "iiw").mkdir()
    row = '{"IIW": "' + " ".join(f"Another photo shows {n} red boats." for n in range(90)) + '"}'
    (tmp_path / "iiw" / "some.jsonl").write_text(row)
    queries = Queries("q", ("A dog runs on wet grass.",), torch.tensor([0]), slice(0, 1))
    [ids] = lengthen(tmp_path, queries, way, 300)
    assert len(ids) == 300 and ids[0] == START and ids[-1] == END
    caption = load_tokenizer().encode(queries.texts[0], add_special_tokens=False).ids
    at = -1 - len(caption) if way.startswith("after") else 1
    assert ids[at : at + len(caption)] == caption
    assert (ids.count(caption[1]) > 1) == (way == "repeated")
