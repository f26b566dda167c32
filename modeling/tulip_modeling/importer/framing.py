"""What happens to a photo before the image tower, as the manifest says it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from PIL import Image, ImageOps
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.options import Checkpoint
from tulip_modeling.importer.weights import read_json
from tulip_modeling.paths import Paths

OPENAI_MEAN = (0.48145466, 0.4578275, 0.40821073)
OPENAI_STD = (0.26862954, 0.26130258, 0.27577711)
BICUBIC = 3  # Pillow's number


@dataclass(frozen=True)
class Framing:
    """Size, crop and colours."""

    side: int
    mode: Literal["cover-center", "stretch"] = "cover-center"
    mean: tuple[float, ...] = OPENAI_MEAN
    std: tuple[float, ...] = OPENAI_STD


def read_framing(checkpoint: Checkpoint, side: int) -> Framing:
    """From open_clip_config.json or preprocessor_config.json beside the weights, else OpenAI's."""
    if checkpoint.preprocessing:
        return from_open_clip(checkpoint.preprocessing, side)
    config = read_json(checkpoint.beside("preprocessor_config.json"))
    return from_hugging_face(config, side) if config else Framing(side)


def from_open_clip(config: dict[str, Any], side: int) -> Framing:
    """preprocess_cfg (open_clip/transform.py: PreprocessCfg)."""
    modes: dict[str, Literal["cover-center", "stretch"]] = {
        "shortest": "cover-center",
        "squash": "stretch",
    }
    mode = config.get("resize_mode", "shortest")
    if mode not in modes or config.get("interpolation", "bicubic") != "bicubic":
        raise CheckpointError(f"the app can't resize photos as preprocess_cfg asks: {config}")
    return Framing(
        side,
        modes[mode],
        tuple(config.get("mean", OPENAI_MEAN)),
        tuple(config.get("std", OPENAI_STD)),
    )


def from_hugging_face(config: dict[str, Any], side: int) -> Framing:
    """CLIPImageProcessor's settings; sizes are a number in old files."""
    size, crop = config.get("size", side), config.get("crop_size", side)
    cropped = crop if isinstance(crop, int) else crop.get("height")
    shortest = size if isinstance(size, int) else size.get("shortest_edge")
    centred = config.get("do_center_crop", True) and shortest == side and cropped == side
    stretched = not config.get("do_center_crop", True) and size == {"height": side, "width": side}
    if not (centred or stretched) or config.get("resample", BICUBIC) != BICUBIC:
        raise CheckpointError(
            f"the app can't prepare photos as preprocessor_config.json asks, at side {side}: "
            f"size {size}, crop {crop}, resample {config.get('resample', BICUBIC)}"
        )
    return Framing(
        side,
        "stretch" if stretched else "cover-center",
        tuple(config.get("image_mean", OPENAI_MEAN)),
        tuple(config.get("image_std", OPENAI_STD)),
    )


def golden_pixels(name: str, framing: Framing) -> Tensor:
    """One of the app's square sample photos at the tower's size: [3, side, side]."""
    path = Paths().samples / name
    with Image.open(path) as photo:
        if photo.width != photo.height:
            raise ValueError(f"{name} is not square: a crop would matter")
    return framed_pixels(path, framing)


def framed_pixels(path: Path, framing: Framing) -> Tensor:
    """Upright, resized by Pillow's bicubic, cropped where torchvision does: [3, side, side]."""
    side = framing.side
    with Image.open(path) as photo:
        upright = ImageOps.exif_transpose(photo).convert("RGB")
    width, height = side, side
    if framing.mode == "cover-center":
        width, height = (side * edge // min(upright.size) for edge in upright.size)
    resized = upright.resize((width, height), Image.Resampling.BICUBIC)
    left, top = round((width - side) / 2), round((height - side) / 2)
    square = resized.crop((left, top, left + side, top + side))
    pixels = np.asarray(square, dtype=np.float32) / 255  # [side, side, 3]
    mean, std = (np.array(each, dtype=np.float32) for each in (framing.mean, framing.std))
    return torch.from_numpy(((pixels - mean) / std).transpose(2, 0, 1).copy())
