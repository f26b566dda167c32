"""Writes one photo in many formats, all of which show the same picture: python write_formats.py PHOTO FOLDER.

Also writes files that must be refused. The RAW files are synthetic: the containers of real ones around a JPEG.
"""

import json
import struct
import sys
from io import BytesIO
from pathlib import Path

from containers import ORIENTATION, cr3, png16, raf, raw, swapped_profile
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # type: ignore[no-untyped-call]
# How to turn an upright picture so that the orientation turns it back.
UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def oriented(upright: Image.Image, orientation: int) -> tuple[Image.Image, Image.Exif]:
    """The picture as a camera held so stores it, and the Exif that says so."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turn = UNDO.get(orientation)
    return (upright if turn is None else upright.transpose(turn)), exif


def jpeg(picture: Image.Image) -> bytes:
    """A JPEG without Exif."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


def write_all(photo: Path, folder: Path) -> dict[str, object]:
    """Returns the names that must show the photo, and those that must be refused with the failure's kind."""
    upright = (
        ImageOps.exif_transpose(Image.open(photo)).convert("RGB").resize((900, 600))
    )
    small = upright.resize((300, 200), Image.Resampling.BICUBIC)
    shown: list[str] = []

    def save(name: str, picture: Image.Image, **options: object) -> None:
        picture.save(folder / name, **options)
        shown.append(name)

    def write(name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        shown.append(name)

    save("plain.jpg", small, quality=92)
    save("progressive.jpg", small, quality=92, progressive=True)
    save("plain.bmp", small)
    for orientation in range(1, 9):
        turned, exif = oriented(small, orientation)
        save(f"orientation-{orientation}.jpg", turned, exif=exif, quality=92)
    for name in ("turned.png", "turned.webp", "turned.avif", "turned.heic"):
        turned, exif = oriented(small, 6)
        save(name, turned, exif=exif.tobytes(), quality=92)
    turned, exif = oriented(small, 7)
    save("turned.tiff", turned, tiffinfo={ORIENTATION: 7}, compression="tiff_lzw")

    inverted = ImageOps.invert(small)
    for name in ("animated.gif", "animated.webp", "animated.png"):
        save(
            name,
            small,
            save_all=True,
            append_images=[inverted],
            duration=100,
            quality=92,
        )

    save("cmyk.jpg", small.convert("CMYK"), quality=92)
    swapped = Image.merge("RGB", small.split()[::-1])
    for name in ("profile.jpg", "profile.png", "profile.webp", "profile.avif"):
        save(name, swapped, icc_profile=swapped_profile(), quality=95)
    write("16-bit.png", png16(small))

    save("plain.tif", small)
    save("jpeg-inside.tif", small, compression="jpeg", quality=92)
    save("packed.tif", small, compression="packbits")
    save("cmyk.tif", small.convert("CMYK"), compression="tiff_adobe_deflate")
    save("palette.tif", small.quantize(256))

    little = jpeg(upright.resize((160, 120)))
    for name, magic in (
        ("synthetic.dng", b"II*\0"),
        ("synthetic.nef", b"II*\0"),
        ("synthetic.arw", b"II*\0"),
        ("synthetic.cr2", b"II*\0"),
        ("synthetic.orf", b"IIRO"),
        ("synthetic.rw2", b"IIU\0"),
    ):
        write(name, raw(magic, little, jpeg(oriented(upright, 8)[0]), 8))
    stored, exif = oriented(upright, 6)
    with_exif = BytesIO()
    stored.save(with_exif, "JPEG", exif=exif, quality=92)
    write("synthetic.raf", raf(with_exif.getvalue()))
    write("synthetic.cr3", cr3(jpeg(oriented(upright, 8)[0]), 8))

    refused = {
        "no-preview.nef": "no-preview",
        "cut-short.raf": "no-preview",
        "truncated.png": "corrupt-photo",
        "fax.tif": "unsupported-photo",
        "huge.png": "oversized-photo",
        "page.jpg": "not-a-photo",
    }
    (folder / "no-preview.nef").write_bytes(raw(b"II*\0", little, b"", 1))
    (folder / "cut-short.raf").write_bytes(b"FUJIFILMCCD-RAW 0201FF")
    png = (folder / "turned.png").read_bytes()
    (folder / "truncated.png").write_bytes(png[: len(png) // 2])
    small.convert("1").save(folder / "fax.tif", compression="group4")
    (folder / "huge.png").write_bytes(
        png[:16] + struct.pack(">II", 30_000, 7_000) + png[24:]
    )
    (folder / "page.jpg").write_text("<!doctype html><title>404</title>")
    return {"shown": shown, "refused": refused}


if __name__ == "__main__":
    print(json.dumps(write_all(Path(sys.argv[1]), Path(sys.argv[2]))))
