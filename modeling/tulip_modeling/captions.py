"""A user's own texts and captioned photos; what is wrong with a file is said with its line."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tulip_modeling.views import split_sentences


class DataError(ValueError):
    """A file of texts or pairs can't be used."""


@dataclass(frozen=True)
class Captioned:
    """One photo with its captions, a short form of each, and what it is of where the file says."""

    photo: Path
    captions: tuple[str, ...]
    short: tuple[str, ...]
    domain: str = ""


def read_texts(files: tuple[Path, ...]) -> list[str]:
    """Every different text of .txt files (one a line) and .jsonl files ("text" or "caption")."""
    texts = [text for file in files for text in _texts_of(file)]
    return list(dict.fromkeys(texts))


def read_pairs(file: Path) -> list[Captioned]:
    """Photos with captions, from .csv or .jsonl with `photo`, `caption`, perhaps `short`, `domain`.

    Paths are relative to the file. A photo may have several rows. Where no short caption is given
    it is the caption's first sentence, as in Long-CLIP's and TULIP's training.
    """
    rows: dict[Path, list[tuple[str, str]]] = {}
    domains: dict[Path, str] = {}
    missing: list[str] = []
    for line, row in _rows(file):
        photo, caption = (_field(row, key, file, line) for key in ("photo", "caption"))
        path = file.parent / photo
        if path not in rows and not path.is_file():
            missing.append(f"{photo} (line {line})")
        short = str(row.get("short") or "").strip() or split_sentences(caption)[0]
        rows.setdefault(path, []).append((caption, short))
        domains.setdefault(path, str(row.get("domain") or "").strip())
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise DataError(f"{file.name} names a photo that is not there: {missing[0]}{more}")
    if len(rows) < 2:
        raise DataError(f"{file.name} has {len(rows)} photos: there must be two to tell apart")
    return [
        Captioned(path, tuple(c for c, _ in each), tuple(s for _, s in each), domains[path])
        for path, each in rows.items()
    ]


def _texts_of(file: Path) -> list[str]:
    if file.suffix == ".txt":
        texts = [line.strip() for line in _content(file).splitlines()]
    elif file.suffix == ".jsonl":
        texts = [_text(row, file, line) for line, row in _objects(file)]
    else:
        raise DataError(f"{file.name}: texts come as .txt (one a line) or .jsonl")
    texts = [text for text in texts if text]
    if not texts:
        raise DataError(f"{file.name} holds no text")
    return texts


def _text(row: dict[str, Any], file: Path, line: int) -> str:
    return _field(row, "text" if "text" in row else "caption", file, line, '"text" or "caption"')


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    if file.suffix == ".jsonl":
        yield from _objects(file)
    elif file.suffix == ".csv":
        reader = csv.DictReader(io.StringIO(_content(file), newline=""))
        for name in ("photo", "caption"):
            if name not in (reader.fieldnames or ()):
                raise DataError(f"{file.name}: the first line names no column `{name}`")
        for row in reader:
            yield reader.line_num, row
    else:
        raise DataError(f"{file.name}: pairs come as .csv or .jsonl with `photo` and `caption`")


def _objects(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    # Not splitlines: a caption may hold one of Unicode's other line separators.
    for number, line in enumerate(_content(file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise DataError(f"{file.name}, line {number} is no JSON: {error}") from error
        if not isinstance(row, dict):
            raise DataError(f"{file.name}, line {number} is no JSON object")
        yield number, row


def _field(row: dict[str, Any], key: str, file: Path, line: int, wanted: str | None = None) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DataError(f"{file.name}, line {line} has no {wanted or f'`{key}`'}")
    return value.strip()


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(f"there is no file {file}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{file.name} is not UTF-8: {error}") from error
