"""A photo file to the numbers that the image tower reads."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from tulip_modeling.image_tower import MEAN, SIDE, STD


def load_pixels(path: Path) -> Tensor:
    """A photo's file to what the image tower reads: [3, 224, 224]."""
    return to_pixels(load_upright(path))


def load_upright(path: Path) -> Image.Image:
    """The photo as RGB, the way up that its EXIF says."""
    with Image.open(path) as photo:
        return ImageOps.exif_transpose(photo).convert("RGB")


def to_pixels(upright: Image.Image) -> Tensor:
    """RGB stretched to 224 x 224 (Pillow bicubic), normalised: [3, 224, 224].

    Stretched because Flickr8k's photos, most of the training data, were stretched so before they
    reached us.
    """
    if upright.size != (SIDE, SIDE):
        upright = upright.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    pixels = np.asarray(upright, dtype=np.float32) / 255  # [224, 224, 3]
    return torch.from_numpy(((pixels - MEAN) / STD).transpose(2, 0, 1).copy())
