"""Writes one photo in many formats, all of which show the same picture: python write_formats.py PHOTO FOLDER.

Also writes files that must be refused. The RAW files are synthetic: the containers of real ones around a JPEG.
"""

import json
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # type: ignore[no-untyped-call]
ORIENTATION = 0x0112
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


def swapped_profile() -> bytes:
    """An sRGB-like ICC profile whose red and blue are swapped: whoever ignores it sees wrong colours."""
    xyz = lambda *values: (
        b"XYZ \0\0\0\0"
        + b"".join(struct.pack(">i", round(value * 65536)) for value in values)
    )
    text = b"text\0\0\0\0none\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"swap\0" + bytes(78)
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = {
        b"desc": description,
        b"cprt": text,
        b"wtpt": xyz(0.9642, 1, 0.8249),
        b"bXYZ": xyz(0.4360, 0.2225, 0.0139),
        b"gXYZ": xyz(0.3851, 0.7169, 0.0971),
        b"rXYZ": xyz(0.1431, 0.0606, 0.7141),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), gamma),
    }
    body, table, at = b"", struct.pack(">I", len(tags)), 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    header = struct.pack(
        ">I4sI4s4s4s", 0, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ "
    )
    header = header.ljust(36, b"\0") + b"acsp"
    header = header.ljust(68, b"\0") + xyz(0.9642, 1, 0.8249)[8:]
    header = header.ljust(128, b"\0")
    whole = header + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def png16(picture: Image.Image) -> bytes:
    """A PNG of 16 bits a channel, which Pillow can't write."""
    width, height = picture.size
    pixels = picture.tobytes()
    rows = b"".join(
        b"\0"
        + bytes(
            value
            for v in pixels[y * width * 3 : (y + 1) * width * 3]
            for value in (v, v)
        )
        for y in range(height)
    )

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + name
            + data
            + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def raw(magic: bytes, thumbnail: bytes, preview: bytes, orientation: int) -> bytes:
    """What most RAW files are: a TIFF with the orientation, a thumbnail, noise for sensor data, and a preview."""
    noise = bytes((i * 7919) % 251 for i in range(20_000)) + b"\xff\xd8\xff\xc3rest"
    directory = struct.pack("<HHHII", 1, ORIENTATION, 3, 1, orientation) + bytes(4)
    return (
        magic + struct.pack("<I", 8) + directory + thumbnail + noise + preview + noise
    )


def raf(preview: bytes) -> bytes:
    """Fujifilm's: a header that tells where the JPEG begins, which knows how it is turned."""
    header = b"FUJIFILMCCD-RAW ".ljust(84, b"\0") + struct.pack(
        ">II", 148, len(preview)
    )
    return header.ljust(148, b"\0") + preview + bytes(5000)


def cr3(preview: bytes, orientation: int) -> bytes:
    """Canon's: an MP4 with a TIFF block inside."""
    directory = struct.pack("<HHHII", 1, ORIENTATION, 3, 1, orientation) + bytes(4)
    block = b"CMT1II*\0" + struct.pack("<I", 8) + directory
    box = struct.pack(">I", len(block) + 4) + block
    head = struct.pack(">I4s4sI4s", 20, b"ftyp", b"crx ", 1, b"crx ")
    return head + box + struct.pack(">I4s", len(preview) + 8, b"mdat") + preview


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
        "truncated.png": "corrupt-photo",
        "fax.tif": "unsupported-photo",
        "huge.png": "oversized-photo",
        "page.jpg": "not-a-photo",
    }
    (folder / "no-preview.nef").write_bytes(raw(b"II*\0", little, b"", 1))
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
