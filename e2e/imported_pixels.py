"""An imported tower of CLIP's own side, and what it makes of large photos by Pillow's pixels.

python imported_pixels.py OUT TEXT PHOTO... writes OUT/app for the app and OUT/photos, each photo as a
camera would have saved it (about 8 megapixels, grain, JPEG), and prints {"vectors": {photo: vector},
"best": photos as PyTorch ranks them for the text}.
"""

import contextlib
import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from pillow_pixels import pixels
from tulip_modeling.importer.command import import_checkpoint
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import Framing
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import build_towers
from tulip_modeling.importer.vocabulary import read_vocabulary

sys.path.append("modeling/tests")
from official_files import write_hugging_face
from tiny_clips import tiny_clip

SIDE, LONG_SIDE, GRAIN = 224, 3264, 6.0


def camera_copy(photo: Path, folder: Path, seed: int) -> Path:
    """The photo at a camera's size, with grain, so that there is something to smooth away."""
    image = Image.open(photo).convert("RGB")
    scale = LONG_SIDE / max(image.size)
    size = (round(image.width * scale), round(image.height * scale))
    values = np.asarray(image.resize(size, Image.Resampling.LANCZOS), dtype=np.float32)
    rng = np.random.default_rng(seed)
    grain = rng.standard_normal(values.shape[:2], dtype=np.float32)[..., None] * GRAIN
    copy = folder / f"{photo.stem}.jpg"
    Image.fromarray((values + grain).clip(0, 255).astype(np.uint8)).save(
        copy, quality=88
    )
    return copy


@torch.inference_mode()
def main(out: Path, text: str, photos: list[str]) -> None:
    """Writes the folder for the app and the photos, and prints what is expected of them."""
    torch.set_num_threads(1)
    (out / "photos").mkdir(parents=True)
    copies = [camera_copy(Path(p), out / "photos", i) for i, p in enumerate(photos)]
    path = write_hugging_face(out / "in", tiny_clip("gelu", side=SIDE))
    options = Options(path=path, id="tiny-224", out=out / "app", title="side 224")
    with contextlib.redirect_stdout(sys.stderr), torch.inference_mode(mode=False):
        import_checkpoint(options)
    checkpoint = read_checkpoint(options)
    words = read_vocabulary(options, checkpoint)
    towers = build_towers(checkpoint, options, words.end)
    vectors = towers.image(
        torch.stack([pixels(copy, Framing(SIDE)) for copy in copies])
    )
    query = towers.text(torch.tensor([words.tokenizer.encode(text).ids]))[0]
    order = (vectors @ query).argsort(descending=True).tolist()
    names = [copy.name for copy in copies]
    found = dict(zip(names, vectors.tolist(), strict=True))
    print(json.dumps({"vectors": found, "best": [names[i] for i in order]}))


main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
