"""What `upgrade` reads: its texts, pairs and photos, and the order it shows them in."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tiny_clips import SIDE
from upgrade_data import write_data

from tulip_modeling.__main__ import main
from tulip_modeling.captions import DataError
from tulip_modeling.importer.framing import Framing, framed_pixels
from tulip_modeling.importer.vectors import load_photos
from tulip_modeling.upgrade.distilling import rows_of_round
from tulip_modeling.upgrade.options import UpgradeOptions


def test_every_epoch_shows_everything_once_in_an_order_of_its_own() -> None:
    epochs = [
        np.concatenate([rows_of_round(25, 10, 7, number) for number in (n, n + 1, n + 2)])
        for n in (0, 3)
    ]
    assert all(sorted(epoch) == list(range(25)) for epoch in epochs)
    assert list(epochs[0]) != list(epochs[1])


def refused(capsys: pytest.CaptureFixture[str], options: UpgradeOptions, *more: str) -> str:
    given = ["--teacher", str(options.teacher), "--pairs", str(options.pairs)]
    given += ["--texts", *map(str, options.texts), "--out", str(options.out), *more]
    assert main(["upgrade", *given]) == 1
    assert not options.out.exists()
    return capsys.readouterr().err


def test_what_is_wrong_with_a_file_is_said_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = replace(write_data(tmp_path / "data"), out=tmp_path / "new.pt")

    def pairs(name: str, content: str) -> str:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return refused(capsys, replace(options, pairs=tmp_path / name))

    def text(name: str, content: str) -> str:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return refused(capsys, replace(options, texts=(tmp_path / name,)))

    lost = pairs("a.csv", "photo,caption\nlost.jpg,A dog.\ngone.jpg,A cat.\n")
    assert "a.csv names a photo that is not there: lost.jpg (line 2) and 1 more" in lost
    assert "no column `caption`" in pairs("b.csv", "photo,text\nx.jpg,A dog.\n")
    assert "c.jsonl, line 2 has no `caption`" in pairs(
        "c.jsonl", '{"photo": "x.jpg", "caption": "A dog."}\n{"photo": "x.jpg"}'
    )
    assert "pairs come as .csv or .jsonl" in pairs("d.txt", "x.jpg A dog.")
    (tmp_path / "x.jpg").write_bytes(b"no photo")
    assert "e.csv has 1 photos" in pairs("e.csv", "photo,caption\nx.jpg,A dog.\n")
    assert "texts come as .txt" in text("f.docx", "A dog.")
    assert 'g.jsonl, line 1 has no "text" or "caption"' in text("g.jsonl", '{"words": "A"}')
    assert "h.jsonl, line 2 is no JSON" in text("h.jsonl", '{"text": "A dog."}\n{')
    assert "i.txt holds no text" in text("i.txt", "\n\n")
    assert "there is no file" in refused(capsys, replace(options, pairs=tmp_path / "none.csv"))


def test_a_photo_that_cannot_be_decoded_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jpg").write_bytes(b"no photo")
    with pytest.raises(DataError, match=r"bad\.jpg can't be read as a photo"):
        load_photos([tmp_path / "bad.jpg"], Framing(SIDE))


def test_a_photo_is_cropped_to_its_centre(tmp_path: Path) -> None:
    photo = np.zeros((64, 192, 3), dtype=np.uint8)
    photo[:, 64:128] = 255
    Image.fromarray(photo).save(tmp_path / "wide.png")
    centre = Framing(32, mean=(0.0,) * 3, std=(1.0,) * 3)
    pixels = framed_pixels(tmp_path / "wide.png", centre)  # [3, 32, 32]
    assert (pixels[:, :, 3:-3] == 1).all()
    whole = framed_pixels(tmp_path / "wide.png", replace(centre, mode="stretch"))
    assert (whole[:, :, :8] == 0).all() and (whole[:, :, -8:] == 0).all()
