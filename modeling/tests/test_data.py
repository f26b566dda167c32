import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tulip_modeling.data import load_long_texts, load_photos
from tulip_modeling.evaluate import evaluate_test
from tulip_modeling.manifest import revisions
from tulip_modeling.paths import Paths
from tulip_modeling.queries import load_queries


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A made-up folder of the data's layout: three Flickr8k photos a split, one object."""
    flickr, objects = tmp_path / "flickr8k", tmp_path / "objects"
    for folder in (flickr / "images", objects / "images", tmp_path / "iiw"):
        folder.mkdir(parents=True)
    rows = ["image,caption"]
    for split in ("train", "val", "test"):
        names = [f"{split}{n}.jpg" for n in range(3)]
        (flickr / f"{split}.txt").write_text("\n".join(names))
        rows += [f'{name},"A {name}, caption {n} ."' for name in names for n in range(5)]
    (flickr / "captions.csv").write_text("\n".join(rows))
    for split in ("train", "val"):
        long = {"image": f"{split}1.jpg", "caption": f"Long {split}. Very long."}
        (flickr / f"long-{split}.jsonl").write_text(json.dumps(long) + "\n")
        thing = {"image": "cup.jpg", "short": "A cup.", "long": "A cup. On a table."}
        (objects / f"{split}.jsonl").write_text(json.dumps(thing) + "\n")
    Image.new("RGB", (30, 20)).save(objects / "images" / "cup.jpg")
    texts = [{"IIW": "One text.", "image/key": "k"}, {"DOCCI": "Two.", "IIW": "One text."}]
    (tmp_path / "iiw" / "a.jsonl").write_text("\n".join(json.dumps(text) for text in texts))
    return tmp_path


def test_photos_come_with_all_their_captions(data: Path) -> None:
    photos = load_photos(data, "train")
    assert [photo.domain for photo in photos] == ["flickr"] * 3 + ["objects"]
    assert photos[0].short[4] == "A train0.jpg, caption 4 ."
    assert [photo.long for photo in photos[:2]] == [None, "Long train. Very long."]
    assert photos[3].path.is_file()


def test_test_photos_have_short_captions_only(data: Path) -> None:
    photos, questions = load_queries(data, "test")
    assert len(photos) == 3 and all(photo.long is None for photo in photos)
    assert [q.name for q in questions] == ["short"]


def test_each_domain_is_asked_by_itself_and_long_ones_pooled(data: Path) -> None:
    _, questions = load_queries(data, "val")
    by_name = {q.name: q for q in questions}
    assert len(by_name["short"].texts) == 15
    assert by_name["long"].answers.tolist() == [1]
    assert by_name["long-objects"].answers.tolist() == [0]
    assert by_name["long-pooled"].answers.tolist() == [1, 3]
    assert by_name["short"].gallery == slice(0, 3)


def test_long_texts_are_read_once_each(data: Path) -> None:
    assert load_long_texts(data) == ["One text.", "Two."]


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--data"):
        load_photos(tmp_path / "nowhere", "val")


def test_test_photos_are_not_scored_twice(paths: Paths, tmp_path: Path) -> None:
    log = tmp_path / "test-log.jsonl"
    log.write_text(json.dumps({"weights": revisions(paths.models)}) + "\n")
    with pytest.raises(SystemExit, match="have been scored"):
        evaluate_test(replace(paths, results=tmp_path))
    assert len(log.read_text().splitlines()) == 1
