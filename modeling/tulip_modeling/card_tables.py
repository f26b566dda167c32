"""The tables and sentences of the model cards that tell what the shipped files do on val."""

import json
import math
from pathlib import Path

from tulip_modeling.manifest import TABLE, TEXT_FILES
from tulip_modeling.results import Json, difference, interval

QUESTIONS = {
    "short": "short captions, Flickr8k",
    "short-objects": "short captions, objects",
    "long": "long captions, Flickr8k",
    "long-objects": "long captions, objects",
    "long-pooled": "long captions, both",
}


def recalls(figures: Json) -> str:
    """R@1 / R@5 / R@10 with intervals."""
    return " / ".join(interval(figures[f"R@{k}"]) for k in (1, 5, 10))


def figures_table(val: Json, readers: tuple[str, ...]) -> str:
    """One row a question and reader."""
    rows = ["| val | reads | R@1 | R@5 | R@10 | MRR | photo to text R@1 |", "| --- " * 7 + "|"]
    for name, title in QUESTIONS.items():
        for reader in readers:
            row = val["figures"][name][reader]
            cells = " | ".join(interval(row[f"R@{k}"]) for k in (1, 5, 10))
            asked = f"{title} ({row['queries']:,} queries, {val['photos'][name]:,} photos)"
            back = interval(val["photo to text"][name][reader]["R@1"])
            rows.append(f"| {asked} | {reader} | {cells} | {row['MRR']:.1f} | {back} |")
    return "\n".join(rows)


def gains_table(gains: Json) -> str:
    """Paired gains, by question and what tulip-lite is set against."""
    rows = ["| val | tulip-lite | R@1 | R@5 | R@10 |", "| --- " * 5 + "|"]
    for name, title in QUESTIONS.items():
        for over, row in gains[name].items():
            cells = " | ".join(difference(row[f"R@{k}"]) for k in (1, 5, 10))
            rows.append(f"| {title} | {over} | {cells} |")
    return "\n".join(rows)


def kinds_table(val: Json, readers: tuple[str, ...]) -> str:
    """Each kind of photo by itself, among all val photos: R@1 of short and long captions."""
    heads = [f"{size}, {reader}" for size in ("short", "long") for reader in readers]
    rows = [f"| kind | photos | {' | '.join(heads)} |", "| --- " * (2 + len(heads)) + "|"]
    for kind, found in val["by kind"].items():
        cells = [
            interval(found[size]["figures"][reader]["R@1"])
            for size in ("short", "long")
            for reader in readers
        ]
        photos = f"{found['short']['photos']:,} short, {found['long']['photos']:,} long"
        rows.append(f"| {kind} | {photos} | {' | '.join(cells)} |")
    return "\n".join(rows)


def apart_line(val: Json, near: Json) -> str:
    """What val comes to without the photos that training almost has."""
    count = len(near["splits"]["val"]["near"])
    each = []
    for name in ("short", "long-pooled"):
        row = val["without near duplicates"][name]
        before, after = (
            figures["figures"][name] if figures is val else figures["figures"]
            for figures in (val, row)
        )
        shown = ", ".join(
            f"{reader} {after[reader]['R@1']['mean']:.2f} ({before[reader]['R@1']['mean']:.2f})"
            for reader in ("clip-lite at 77", "tulip-lite")
        )
        each.append(f"{QUESTIONS[name]}: {shown}")
    return (
        f"Without the {count} val photos that are almost in training too, R@1 (with them in "
        f"brackets): {'; '.join(each)}."
    )


def losses_line(val: Json) -> str:
    """What the long texts cost on short ones, said outright."""
    row = val["gains"]["short"]["over clip-lite at 77"]
    each = ", ".join(f"R@{k} {difference(row[f'R@{k}'])}" for k in (1, 5, 10))
    return f"On Flickr8k's short captions tulip-lite differs from clip-lite by: {each}."


def distil_table(result: Json) -> str:
    """Cosine to the teacher and R@1, before and after stage 1."""
    rows = ["| | cosine to the teacher, short / long | R@1, short / long |", "| --- | --- | --- |"]
    for key, title in (("control", "RoPE swapped in, no training"), ("distilled", "distilled")):
        short, long = result[key]["short"], result[key]["long-pooled"]
        rows.append(
            f"| {title} | {short['cosine']:.3f} / {long['cosine']:.3f} "
            f"| {short['R@1']:.1f} / {long['R@1']:.1f} |"
        )
    return "\n".join(rows)


# Lines of the log without a commit were written so; no ranks of theirs were kept.
_BY_CAPTION = (
    "These intervals resample captions, not photos, and are therefore too narrow; the photos are "
    "not scored again for that."
)


def test_line(results: Path, reader: str, weights: Json) -> str:
    """The single test run of exactly these weights."""
    log = results / "test-log.jsonl"
    for line in log.read_text().splitlines() if log.exists() else []:
        entry = json.loads(line)
        if entry["weights"] == weights:
            shown = f"R@1 / R@5 / R@10 {recalls(entry['figures'][reader])}."
            return shown if "commit" in entry else f"{shown} {_BY_CAPTION}"
    return "not run yet for these weights."


def limit_of(check: str, value: float) -> str:
    """An error as a limit that holds, whether the file has it rounded to four decimals or not."""
    if "cosine" in check:
        return f"cosine at least {math.floor((value - 5e-5) * 1e4) / 1e4:.4f}"
    return f"{check.split(', ')[-1]} at most {math.ceil((value + 5e-5) * 1e4) / 1e4:.4f}"


def files_rows(models: Path, verify: Json, files: list[tuple[str, str, str]]) -> str:
    """One row a file: (path, what, name of the check)."""
    rows = []
    for path, what, check in files:
        size = (models / path).stat().st_size / 1e6
        shown = limit_of(check, verify["measured"][check]) if check else "shared by both"
        rows.append(f"| {path} ({size:.1f} MB) | {what} | {shown} |")
    return "\n".join(rows)


def text_cost(models: Path, sizes: Json, model: str) -> str:
    """What a text tower weighs with its table, and what storing both towers smaller costs."""
    size = sum((models / path).stat().st_size for path in (TEXT_FILES[model], TABLE)) / 1e6
    short, long = (
        difference(sizes["R@1 that storing changes"][f"{model}, {name}"])
        for name in ("short", "long-pooled")
    )
    return (
        f"The text tower and the token table are {size:.1f} MB together. Storing them as "
        f"int8 and the image tower as float16 changes R@1 by: {short} points on short captions, "
        f"{long} on long ones (one query of the 162 is 0.6)."
    )


def image_cost(sizes: Json) -> str:
    """What the image tower weighs and takes, and what its files cost."""
    changes = []
    for asked, row in sizes["R@1 by image file"].items():
        exact = row["PyTorch, float32"]
        files = " and ".join(f"{row[dtype] - exact:+.2f} ({dtype})" for dtype in ("fp32", "fp16"))
        changes.append(f"{asked}: {files}")
    return (
        f"The image tower has {sizes['parameters'] / 1e6:.2f} million parameters (Lite0 without "
        f"head and classifier {sizes['parameters of Lite0'] / 1e6:.2f}) and takes "
        f"{sizes['time against Lite0']:.2f} times Lite0's time for 224 x 224 pixels, both in "
        "PyTorch on a processor, alternating in one run. R@1 with either image "
        f"file less that of PyTorch's float32, in points: {'; '.join(changes)}."
    )
