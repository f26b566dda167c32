"""Tiny checkpoints of every official format, imported; and how PyTorch itself scores photos.

python imported_scores.py OUT TEXT PHOTO... writes OUT/app-<format> and small lossless copies of the
photos (OUT/photos) for the app, and prints, as JSON, {format: {photo: score}}: the checkpoint's own
towers in float32, Pillow's pixels.
"""

import contextlib
import json
import sys
from pathlib import Path

import torch
from PIL import Image
from pillow_pixels import pixels
from tulip_modeling.importer.command import import_checkpoint
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import read_framing
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import build_towers
from tulip_modeling.importer.vocabulary import read_vocabulary
from tulip_modeling.tokens import read

sys.path.append("modeling/tests")
from official_files import WRITERS


@torch.inference_mode()
def scores(options: Options, text: str, photos: list[Path]) -> dict[str, float]:
    """Cosines by photo."""
    checkpoint = read_checkpoint(options)
    words = read_vocabulary(options, checkpoint)
    towers = build_towers(checkpoint, options, words.end)
    framing = read_framing(checkpoint, towers.image.config.side)
    ids = read(words.tokenizer, text, towers.text.config.context, words.end).ids
    query = towers.text(torch.tensor([ids]))[0]  # [dim]
    vectors = towers.image(torch.stack([pixels(photo, framing) for photo in photos]))
    names = [photo.name for photo in photos]
    return dict(zip(names, (vectors @ query).tolist(), strict=True))


def small_copies(photos: list[str], folder: Path) -> list[Path]:
    """Lossless and small, so that only Pillow's resampling is left between a photo and the tower."""
    folder.mkdir(parents=True)
    copies = []
    for photo in photos:
        image = Image.open(photo).convert("RGB")
        image.thumbnail((240, 240))
        copies.append(folder / f"{Path(photo).stem}.png")
        image.save(copies[-1])
    return copies


def main(out: Path, text: str, photos: list[str]) -> None:
    """Writes, imports and scores every format."""
    torch.set_num_threads(1)  # on tiny tensors, threads only wait for each other
    found = {}
    copies = small_copies(photos, out / "photos")
    for kind, write in WRITERS.items():
        path = write(out / kind)
        options = Options(
            path=path, id=f"tiny-{kind}", out=out / f"app-{kind}", title=kind
        )
        with contextlib.redirect_stdout(sys.stderr):
            import_checkpoint(options)
        found[kind] = scores(options, text, copies)
    print(json.dumps(found))


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
