"""The edits that make a look-alike from a photograph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Edit = Callable[[Image.Image], Image.Image]
Mask = NDArray[np.float64]


def _hue_band(image: Image.Image, centre: float, width: float, soft: float, floor: float) -> Mask:
    """How far each pixel belongs to a band of hues, 0 to 1; greys below ``floor`` do not."""
    hsv = np.asarray(image.convert("HSV"), dtype=np.float64)
    off = np.abs((hsv[..., 0] * 360 / 256 - centre + 180) % 360 - 180)
    band = np.clip((width + soft - off) / soft, 0, 1)
    vivid = np.clip((hsv[..., 1] / 255 - floor) / 0.1, 0, 1)
    return np.asarray(band * vivid, dtype=np.float64)


def _turn_hue(image: Image.Image, degrees: float, mask: Mask, saturation: float) -> Image.Image:
    """Turn the hue where the mask says so."""
    hsv = np.asarray(image.convert("HSV"), dtype=np.float64).copy()
    hsv[..., 0] = (hsv[..., 0] + degrees * 256 / 360) % 256
    hsv[..., 1] = np.clip(hsv[..., 1] * saturation, 0, 255)
    turned = np.asarray(Image.fromarray(hsv.astype(np.uint8), "HSV").convert("RGB"), np.float64)
    plain = np.asarray(image, dtype=np.float64)
    mixed = plain + (turned - plain) * mask[..., None]
    return Image.fromarray(np.clip(mixed + 0.5, 0, 255).astype(np.uint8))


def _outside_ellipse(image: Image.Image, box: tuple[float, float, float, float]) -> Mask:
    """1 outside an ellipse given in fractions (left, top, right, bottom), 0 inside, soft edge."""
    left, top, right, bottom = box
    y, x = np.mgrid[0 : image.height, 0 : image.width]
    across = (x / image.width - (left + right) / 2) / ((right - left) / 2)
    down = (y / image.height - (top + bottom) / 2) / ((bottom - top) / 2)
    outside = np.clip((np.hypot(across, down) - 1) / 0.06, 0, 1)
    return np.asarray(outside, dtype=np.float64)


def black_and_white(image: Image.Image) -> Image.Image:
    """Take the colour away."""
    return ImageOps.grayscale(image).convert("RGB")


def night(image: Image.Image) -> Image.Image:
    """Darker, bluer and paler, as a landscape by moonlight."""
    plain = np.asarray(image, dtype=np.float64) / 255
    grey = plain @ np.array([0.299, 0.587, 0.114])
    pale = plain * 0.35 + grey[..., None] * 0.65
    dark = pale**1.35 * np.array([0.38, 0.50, 0.85])
    return Image.fromarray((np.clip(dark, 0, 1) * 255 + 0.5).astype(np.uint8))


def magenta_flower(image: Image.Image) -> Image.Image:
    """Turn the orange of a flower to magenta."""
    return _turn_hue(image, -75, _hue_band(image, 25, 35, 15, 0.25), 1.0)


def blue_dish(image: Image.Image) -> Image.Image:
    """Turn the dish's red to blue and leave the fig in it as it is."""
    fig = (0.483, 0.362, 0.693, 0.726)
    mask = _hue_band(image, 8, 25, 12, 0.35) * _outside_ellipse(image, fig)
    return _turn_hue(image, -150, mask, 0.9)


def green_backdrop(image: Image.Image) -> Image.Image:
    """Turn a crimson cloth to green."""
    return _turn_hue(image, 160, _hue_band(image, 335, 30, 12, 0.35), 0.8)


def summer_trees(image: Image.Image) -> Image.Image:
    """Turn autumn foliage to green."""
    return _turn_hue(image, 62, _hue_band(image, 24, 20, 14, 0.12), 1.0)


def one_dog(image: Image.Image) -> Image.Image:
    """Keep the upper part of the picture, with the upper of the two dogs."""
    return image.crop((0, 0, image.width, image.height * 44 // 100))


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        black_and_white,
        night,
        magenta_flower,
        blue_dish,
        green_backdrop,
        summer_trees,
        one_dog,
    )
}
