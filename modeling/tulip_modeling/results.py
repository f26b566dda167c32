"""What was measured, as small JSON files."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def rounded(value: object) -> object:
    """Floats to four decimals, all the way down."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    return value


def write_result(folder: Path, name: str, content: Json, exact: bool = False) -> None:
    """Writes <name>.json, replacing an older one; exact: where four decimals would hide limits."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content if exact else rounded(content), indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def append_result(folder: Path, name: str, content: Json) -> None:
    """Adds a line to <name>.jsonl: what is never replaced."""
    with (folder / f"{name}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(rounded(content)) + "\n")


def write_lines(folder: Path, name: str, lines: Sequence[Json]) -> None:
    """Writes <name>.jsonl anew, a line each."""
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(rounded(line), separators=(",", ":")) + "\n" for line in lines)
    (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def read_result(folder: Path, name: str) -> Json:
    """Reads <name>.json."""
    content: Json = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return content


def interval(value: Json) -> str:
    """A mean and its interval, for a table; of queries that are all alike a bootstrap has none.

    Two decimals where one would hide on which side of 0 a bound lies.
    """
    mean, low, high = (value[key] for key in ("mean", "low", "high"))
    places = 2 if any(0 < abs(bound) < 0.05 for bound in (low, high)) else 1
    if low == high:
        return f"{mean:z.{places}f}"
    return f"{mean:z.{places}f} ({low:z.{places}f} to {high:z.{places}f})"


def difference(value: Json) -> str:
    """A difference and its interval; one whose interval includes 0 is called none."""
    none = value["low"] <= 0 <= value["high"]
    return f"none: {interval(value)}" if none else interval(value)
