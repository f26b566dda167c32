"""Files that Pillow can't write, byte by byte: a colour profile, a 16-bit PNG, and synthetic RAW files around a JPEG."""

import struct
import zlib

from PIL import Image

ORIENTATION = 0x0112


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
