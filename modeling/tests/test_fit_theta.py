"""`verify --pairs` on a checkpoint that is made so that one theta is right."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from official_files import write_openai, write_tulip
from PIL import Image
from references import load, tulip_reference
from tiny_clips import SIDE, TOKENIZER, official_state, tiny_clip

from tulip_modeling.__main__ import main
from tulip_modeling.features import pad
from tulip_modeling.golden import LONG
from tulip_modeling.importer.framing import Framing, framed_pixels
from tulip_modeling.importer.scoring import candidates

RIGHT = 57472.04  # 10000 * (2 * 248 / 77 - 1) ** (64 / 62)
WORDS = LONG.replace(".", "").replace(",", "").lower().split()


def write_photos(folder: Path, count: int) -> list[Path]:
    """Coarse squares of any colour."""
    rng = np.random.default_rng(0)
    paths = [folder / f"{n}.png" for n in range(count)]
    for path in paths:
        squares = Image.fromarray(rng.integers(0, 255, (4, 4, 3), dtype=np.uint8))
        squares.resize((SIDE, SIDE), Image.Resampling.NEAREST).save(path)
    return paths


@torch.no_grad()
def fitted_projection(checkpoint: Path, photos: list[Path], wanted: torch.Tensor) -> torch.Tensor:
    """The image projection [128, 64] that gives each photo its caption's vector."""
    tower, seen = load(checkpoint).image, []
    tower.ln_post.register_forward_hook(lambda _, __, output: seen.append(output))
    tower(torch.stack([framed_pixels(photo, Framing(SIDE)) for photo in photos]))
    solution: torch.Tensor = torch.linalg.lstsq(seen[0].double(), wanted.double()).solution
    return solution.float()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A checkpoint, and pairs whose captions it tells apart at one theta."""
    torch.set_num_threads(1)  # on tiny tensors, threads only wait for each other
    folder = tmp_path_factory.mktemp("theta")
    rng, photos = np.random.default_rng(1), write_photos(folder, 40)
    captions = [" ".join(rng.permutation(WORDS)[:60]) for _ in photos]
    rows = zip(photos, captions, strict=True)
    pairs = folder / "pairs.jsonl"
    pairs.write_text("\n".join(json.dumps({"photo": p.name, "caption": c}) for p, c in rows))
    state = official_state(tiny_clip())
    ids = pad([TOKENIZER.encode(caption).ids for caption in captions])
    vectors = tulip_reference(state, ids, RIGHT)
    path = write_tulip(folder / "in", state)
    state["visual.proj"] = fitted_projection(path, photos, vectors)
    return write_tulip(folder / "in", state), pairs


def test_the_theta_that_the_checkpoint_was_made_for_fits_best(
    made: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoint, pairs = made
    assert main(["verify", "--pairs", str(pairs), str(checkpoint), "--theta", "500"]) == 0
    head, names, first, *others, verdict, heads = capsys.readouterr().out.splitlines()
    assert head == "40 captions of 40 photos, TULIP"
    assert names.startswith("theta | from | R@1")
    assert first.split(" | ")[:3] == ["57,472", "--ntk 2:77:248", "100.0 (100.0 to 100.0)"]
    assert {row.split(" | ")[0] for row in others} == {"10,000", "4,402", "500"}
    assert all("no difference" not in row for row in others)
    assert verdict.startswith("57,472 fits best: import with --rope-theta 57471.99")
    assert heads == "No other head count finds more photos."


@pytest.mark.parametrize("wrong", ["1:2", "2:4", "4:4"])
def test_wrong_heads_fail(
    made: tuple[Path, Path], capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    checkpoint, pairs = made
    given = ["verify", "--pairs", str(pairs), str(checkpoint), "--heads", wrong]
    assert main(given) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("FAILED: with 2 heads in the image tower and 2 in the text tower R@1")
    assert last.endswith("import with --heads 2:2")


def test_captions_are_mended_as_the_checkpoints_tokenizer_mends_them(
    made: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoint, pairs = made
    escaped = pairs.with_name("escaped.jsonl")
    escaped.write_text(pairs.read_text().replace("e ", "&amp;#101; "))
    shown = []
    for file in (pairs, escaped):
        assert main(["verify", "--pairs", str(file), str(checkpoint)]) == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


def test_no_difference_is_said_where_the_pairs_cannot_tell(
    made: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    checkpoint, pairs = made
    given = [str(checkpoint), "--pairs", str(pairs), "--theta", "57473"]
    assert main(["verify", *given]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert sum("0.0 (0.0 to 0.0), no difference" in row for row in rows) == 1
    assert rows[-2].startswith("No difference between 57,47")
    assert main(["verify", *given, "--context", "6"]) == 0
    assert "100.0" not in capsys.readouterr().out, "four words are not enough"


def test_a_clip_has_no_theta(
    made: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_openai(tmp_path, official_state(tiny_clip()))
    assert main(["verify", str(path), "--pairs", str(made[1])]) == 1
    assert "has a position table, and no theta" in capsys.readouterr().err
    assert main(["verify", str(path), f"--pairs={tmp_path / 'none.csv'}"]) == 1
    assert "there is no file" in capsys.readouterr().err


def test_candidates_are_the_authors_and_the_users() -> None:
    thetas = candidates([500.0], [(1.0, 77, 154)], 12.0, head_dim=64)
    assert [round(theta) for theta in thetas] == [12, 10_000, 4_402, 57_472, 20_452, 500]
    assert thetas[12.0] == "what the file says"
