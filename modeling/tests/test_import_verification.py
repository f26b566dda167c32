"""What an import checks before it writes anything fails for every mistake that it is known for."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from mutations import ABSOLUTE, BOTH, TEXT, Mutated, half_split_rope, transposed_projection
from official_files import write_openai, write_tulip
from references import load, options, photos, texts
from tiny_clips import official_state, tiny_clip
from torch import Tensor, nn

from tulip_modeling.importer import check
from tulip_modeling.importer.blocks import Mlp
from tulip_modeling.importer.check import check_image, check_text
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.vocabulary import Vocabulary, read_vocabulary
from tulip_modeling.verify import Report


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its projections are square, so that shapes alone would not tell them from the transposed."""
    state = official_state(tiny_clip(dim=128))
    return write_openai(tmp_path_factory.mktemp("square"), state)


@pytest.fixture(autouse=True)
def short_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every mistake shows in a few tokens; on tiny tensors, threads only wait for each other."""
    torch.set_num_threads(1)
    monkeypatch.setattr(check, "lengths", lambda config: [8, 20])


def words_of(path: Path) -> Vocabulary:
    asked = options(path)
    return read_vocabulary(asked, read_checkpoint(asked))


def text_failures(path: Path, mutate: Callable[..., None] | None) -> list[str]:
    """What verification says of a text graph that has the mistake."""
    tower, report = load(path).text, Report()
    graph = Mutated(tower, mutate)
    check_text(report, tower, words_of(path), graph, graph, "fp16")  # type: ignore[arg-type]
    return report.failed


@pytest.mark.parametrize("mutate", [*TEXT, *ABSOLUTE, transposed_projection])
def test_verification_fails_for_a_wrong_text_graph(
    square: Path, mutate: Callable[..., None]
) -> None:
    assert text_failures(square, mutate)


@pytest.mark.parametrize("mutate", [*TEXT, half_split_rope])
def test_verification_fails_for_a_wrong_tulip_graph(
    tmp_path: Path, mutate: Callable[..., None]
) -> None:
    assert text_failures(write_tulip(tmp_path, official_state(tiny_clip())), mutate)


@pytest.mark.parametrize("mutate", [*BOTH, *ABSOLUTE, transposed_projection])
def test_verification_fails_for_a_wrong_image_graph(
    square: Path, mutate: Callable[..., None]
) -> None:
    tower, report = load(square).image, Report()
    with torch.no_grad():
        wanted = tower(photos())
    check_image(report, wanted, tower, photos(), Mutated(tower, mutate))  # type: ignore[arg-type]
    assert report.failed


def test_verification_passes_where_nothing_is_wrong(square: Path, tmp_path: Path) -> None:
    tulip = write_tulip(tmp_path, official_state(tiny_clip()))
    allowed = "text fp16, weights rounded alike"  # a float32 tower stands for the graph here
    for path in (square, tulip):
        assert all(allowed in failure for failure in text_failures(path, None))


def test_activations_of_the_fixtures_reach_where_gelu_and_quick_gelu_differ(square: Path) -> None:
    spread: list[float] = []

    def record(layer: nn.Module, inputs: object, output: Tensor) -> None:
        spread.append(float(output.std()))

    towers = load(square)
    for tower, x in ((towers.image, photos()), (towers.text, texts(20))):
        for module in tower.modules():
            if isinstance(module, Mlp):
                module.c_fc.register_forward_hook(record)
        with torch.no_grad():
            tower(x)
    assert len(spread) == 4 and min(spread) >= 1
