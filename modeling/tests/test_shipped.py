"""The committed files under public/models, opened as the app opens them."""

import hashlib
import json
from typing import Any

import numpy as np
import pytest
import torch

from tulip_modeling.cards import write_cards
from tulip_modeling.data import load_photos
from tulip_modeling.evaluate import READERS, near_photos, photo_vectors
from tulip_modeling.features import pad
from tulip_modeling.figures import split_figures
from tulip_modeling.manifest import TEXT_FILES, build_manifest
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.queries import long_queries
from tulip_modeling.records import read_ranks, split_hash
from tulip_modeling.results import read_result, rounded
from tulip_modeling.shipped import Graph, open_graph
from tulip_modeling.tokens import load_tokenizer, read, read_all
from tulip_modeling.verify import BUDGET

MODELS = ("clip-lite", "tulip-lite")


@pytest.fixture(scope="module")
def manifest(paths: Paths) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((paths.models / "manifest.json").read_text())
    return found


@pytest.fixture(scope="module")
def golden(paths: Paths) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((paths.models / "golden.json").read_text())
    return found


@pytest.fixture(scope="module")
def graphs(paths: Paths) -> dict[str, Graph]:
    return {model: open_graph(paths.models / file) for model, file in TEXT_FILES.items()}


def test_text_graphs_give_the_golden_vectors(
    golden: dict[str, Any], graphs: dict[str, Graph], manifest: dict[str, Any]
) -> None:
    contexts = {model["id"]: model["text"]["context"] for model in manifest["models"]}
    assert {row["model"] for row in golden["texts"]} == set(MODELS)
    for row in golden["texts"]:
        got = graphs[row["model"]].run(torch.tensor([row["ids"]]))[0]
        assert abs(got - np.array(row["vector"])).max() < golden["tolerance"]["q8"]
        ids = read(load_tokenizer(), row["text"], contexts[row["model"]]).ids
        assert list(ids) == row["ids"], "the tokenizer gives the golden ids"


def test_texts_of_512_and_1024_tokens_give_their_golden_vectors(
    paths: Paths, graphs: dict[str, Graph]
) -> None:
    golden = read_result(paths.results, "golden-long")
    assert [len(row["ids"]) for row in golden["texts"]] == [512, 1024]
    for row in golden["texts"]:
        got = graphs[row["model"]].run(torch.tensor([row["ids"]]))[0]
        assert abs(got - np.array(row["vector"])).max() < golden["tolerance"]["q8"]
        assert list(read(load_tokenizer(), row["text"], None).ids) == row["ids"]


@pytest.mark.parametrize("dtype", ["fp32", "fp16"])
def test_image_graphs_give_the_golden_vectors(
    paths: Paths, golden: dict[str, Any], manifest: dict[str, Any], dtype: str
) -> None:
    for row in golden["photos"]:
        file = manifest["vision"][row["vision"]]["files"][dtype]
        graph = open_graph(paths.models / file)
        got = graph.run(load_pixels(paths.samples / row["file"])[None])[0]
        assert abs(got - np.array(row["vector"])).max() < golden["tolerance"][dtype]
        assert np.isclose(np.linalg.norm(got), 1, atol=1e-5)


@pytest.mark.parametrize("model", MODELS)
def test_a_batch_of_8_padded_or_not_agrees_with_each_text_alone(
    golden: dict[str, Any], graphs: dict[str, Graph], model: str
) -> None:
    ids = next(row["ids"] for row in golden["texts"] if len(row["ids"]) == 77)
    texts = [ids[: 9 * n + 5] for n in range(8)]
    together = graphs[model].run(pad(texts))
    alone = np.concatenate([graphs[model].run(torch.tensor([text])) for text in texts])
    assert abs(together - alone).max() < 1e-5


def test_only_tulip_lite_reads_past_77_tokens(graphs: dict[str, Graph]) -> None:
    ids = torch.randint(1000, 20_000, (1, 1024))
    assert graphs["tulip-lite"].run(ids).shape == (1, 384)
    with pytest.raises(Exception, match=r"Add|broadcast|dimension"):
        graphs["clip-lite"].run(ids)


def test_the_manifest_is_what_the_files_say(paths: Paths, manifest: dict[str, Any]) -> None:
    theta = manifest["models"][1]["text"]["theta"]
    assert build_manifest(paths.models, theta) == manifest
    config = json.loads((paths.models / "tulip-lite" / "config.json").read_text())
    assert config["text_config"]["rope_theta"] == theta
    image = paths.models / manifest["vision"]["lite0-v1"]["files"]["fp32"]
    once = hashlib.sha256(image.read_bytes()).digest()
    assert manifest["vision"]["lite0-v1"]["revision"] == hashlib.sha256(once).hexdigest()


def test_the_tokenizer_neither_cuts_nor_pads(paths: Paths, manifest: dict[str, Any]) -> None:
    for model in manifest["models"]:
        spec = json.loads((paths.models / model["text"]["tokenizer"]).read_text(encoding="utf-8"))
        assert spec["truncation"] is None and spec["padding"] is None


def test_embedded_files_are_within_the_budget(paths: Paths) -> None:
    files = [path for path in paths.models.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= BUDGET


def test_the_cards_are_what_the_results_say(paths: Paths) -> None:
    files = [paths.readme, *(paths.models / model / "MODEL_CARD.md" for model in MODELS)]
    committed = [file.read_text("utf-8") for file in files]
    write_cards(paths)
    fresh = [file.read_text("utf-8") for file in files]
    assert fresh == committed
    assert "{" not in "".join(fresh), "every figure is filled in"


def test_results_are_of_the_shipped_weights(paths: Paths, manifest: dict[str, Any]) -> None:
    shipped = {model["id"]: model["text"]["revision"] for model in manifest["models"]}
    shipped["lite0-v1"] = manifest["vision"]["lite0-v1"]["revision"]
    for name in ("val", "verify", "needles", "probes", "beyond", "sizes"):
        assert read_result(paths.results, name)["weights"] == shipped, name
    for name in ("val-ranks", "test-ranks", "probe-ranks", "beyond-ranks"):
        assert read_ranks(paths.results, name)[0]["weights"] == shipped, name
    near = read_result(paths.results, "near-duplicates")["weights"]
    assert near == {"lite0-v1": shipped["lite0-v1"]}
    parity = json.loads((paths.readme.parent / "docs" / "evaluate-parity.json").read_text())
    assert parity["weights"] == shipped
    assert max(parity["otherFirst"].values()) <= parity["captions"] / 100
    train, distil = (read_result(paths.results, name) for name in ("train", "distil"))
    assert train["weights"] == distil["teacher"], "stage 1 was taught by the shipped clip-lite"
    assert read_result(paths.results, "verify")["failed"] == []
    log = [json.loads(line) for line in (paths.results / "test-log.jsonl").read_text().splitlines()]
    scored = [entry["weights"] for entry in log]
    assert scored[-1] == shipped, "scored, these weights last"
    assert all(scored.count(weights) == 1 for weights in scored), "each release once"


def test_stage_one_was_needed(paths: Paths) -> None:
    result = read_result(paths.results, "distil")
    for name in ("short", "long-pooled"):
        control, distilled = result["control"][name], result["distilled"][name]
        assert control["cosine"] + 0.1 < distilled["cosine"]
        assert control["R@1"] + 3 < distilled["R@1"]


def objects_ranks(paths: Paths, graphs: dict[str, Graph]) -> dict[str, list[int]]:
    """Ranks of the 54 objects paragraphs among their 54 photos, computed now."""
    photos = [photo for photo in load_photos(paths.data, "val") if photo.domain == "objects"]
    queries = long_queries(photos, "long-objects", slice(0, len(photos)))
    vectors = photo_vectors(paths, photos)
    return {
        r.name: queries.ranks(
            graphs[r.model].texts(read_all(load_tokenizer(), list(queries.texts), r.context)),
            vectors,
        ).tolist()
        for r in READERS
    }


def test_every_figure_of_val_follows_from_the_ranks(paths: Paths) -> None:
    recorded = read_result(paths.results, "val")
    source, asked = read_ranks(paths.results, "val-ranks")
    for key in ("split hash", "weights", "training seeds", "commit"):
        assert source[key] == recorded[key]
    fresh = rounded(split_figures(asked, near_photos(paths, "val")))
    assert isinstance(fresh, dict) and {key: recorded[key] for key in fresh} == fresh
    for name, each in asked.items():
        for reader, ranks in each.ranks.items() if name in recorded["figures"] else ():
            for k in (1, 5, 10):  # by hand, beside the code that made the table
                share = 100 * sum(rank <= k for rank in ranks.tolist()) / len(ranks)
                wanted = recorded["figures"][name][reader][f"R@{k}"]["mean"]
                assert share == pytest.approx(wanted, abs=1e-3)


def test_recorded_ranks_are_those_of_the_shipped_graphs(
    paths: Paths, graphs: dict[str, Graph]
) -> None:
    if not paths.data.is_dir():
        pytest.skip(f"needs the val photos and captions in {paths.data}")
    source, asked = read_ranks(paths.results, "val-ranks")
    assert source["split hash"] == split_hash(load_photos(paths.data, "val"))
    recorded = {reader: ranks.tolist() for reader, ranks in asked["long-objects"].ranks.items()}
    assert objects_ranks(paths, graphs) == recorded
