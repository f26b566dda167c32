"""A photo as an imported image tower sees it, by Pillow: what the browser's pixels are held to."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor
from tulip_modeling.importer.framing import Framing


def pixels(photo: Path, framing: Framing) -> Tensor:
    """Upright, shortest side to the tower's by bicubic, centre crop -> [3, side, side]."""
    side = framing.side
    image = ImageOps.exif_transpose(Image.open(photo)).convert("RGB")
    scale = side / min(image.size)
    width, height = (max(side, int(edge * scale)) for edge in image.size)
    image = image.resize((width, height), Image.Resampling.BICUBIC)
    left, top = round((width - side) / 2), round((height - side) / 2)
    square = image.crop((left, top, left + side, top + side))
    values = np.asarray(square, dtype=np.float32) / 255  # [side, side, 3]
    mean, std = (
        np.array(each, dtype=np.float32) for each in (framing.mean, framing.std)
    )
    return torch.from_numpy(((values - mean) / std).transpose(2, 0, 1).copy())
