"""Vectors of photos as Python gets them: Pillow decodes, ONNX Runtime encodes. Prints JSON by path."""

import json
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # type: ignore[no-untyped-call]
models = Path("public/models")
manifest = json.loads((models / "manifest.json").read_text())


def in_srgb(photo: Image.Image) -> Image.Image:
    """The photo in the colours that its profile gives it, as a screen shows it."""
    rgb = ImageOps.exif_transpose(photo).convert("RGB")
    profile = photo.info.get("icc_profile")
    if profile is None or photo.mode != "RGB":
        return rgb
    return ImageCms.profileToProfile(
        rgb, BytesIO(profile), ImageCms.createProfile("sRGB")
    )


def photo_vectors(paths: Iterable[str]) -> dict[str, list[float]]:
    """By path, each [dim]: what the manifest's first image tower makes of the photos."""
    vision = manifest["vision"][manifest["models"][0]["vision"]]
    session = onnxruntime.InferenceSession(
        models / next(iter(vision["files"].values()))
    )
    mean, std = (
        np.array(vision[name], np.float32).reshape(3, 1, 1) for name in ("mean", "std")
    )
    side = vision["side"]
    vectors = {}
    for path in paths:
        upright = in_srgb(Image.open(path))
        pixels = (
            np.asarray(
                upright.resize((side, side), Image.Resampling.BICUBIC), np.float32
            )
            / 255
        )
        values = ((pixels.transpose(2, 0, 1) - mean) / std)[None]  # [1, 3, side, side]
        vectors[path] = session.run(None, {session.get_inputs()[0].name: values})[0][
            0
        ].tolist()
    return vectors


if __name__ == "__main__":
    json.dump(photo_vectors(sys.stdin.read().splitlines()), sys.stdout)
