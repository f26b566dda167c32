"""The tables and sentences of the model cards that tell what the shipped files do on val."""

import json
import math
from collections.abc import Mapping
from pathlib import Path

from tulip_modeling.figures import BACK, gains
from tulip_modeling.manifest import TABLE, TEXT_FILES
from tulip_modeling.records import Ranked
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


def gains_table(found: Json) -> str:
    """Paired gains, by question and what tulip-lite is set against."""
    rows = ["| val | tulip-lite | R@1 | R@5 | R@10 |", "| --- " * 5 + "|"]
    for name, title in QUESTIONS.items():
        for over, row in found[name].items():
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
            f"{reader} {after[reader]['R@1']['mean']:.1f} ({before[reader]['R@1']['mean']:.1f})"
            for reader in ("clip-lite at 77", "tulip-lite")
        )
        each.append(f"{QUESTIONS[name]}: {shown}")
    return (
        f"Without the {count} val photos that have a look-alike in training, R@1 (with them in "
        f"brackets): {'; '.join(each)}."
    )


AIMS = {"R@1": 27, "R@5": 56, "R@10": 70}  # the project's, of short captions
AIM_BACK = 35


def aims_line(val: Json, reader: str) -> str:
    """What was aimed for on short captions beside what was reached."""
    there, back = val["figures"]["short"][reader], val["photo to text"]["short"][reader]
    reached = " / ".join(f"{there[name]['mean']:.1f}" for name in AIMS)
    return (
        f"Aimed for on Flickr8k's short captions: {' / '.join(str(aim) for aim in AIMS.values())} "
        f"from text to photo and {AIM_BACK} for R@1 from photo to text; reached: {reached} and "
        f"{back['R@1']['mean']:.1f}."
    )


def back_line(asked: Mapping[str, Ranked]) -> str:
    """What tulip-lite wins or loses from photo to text, R@1 over clip-lite."""
    each = []
    for name in ("short", "long-pooled"):
        over = gains(asked[name + BACK])["over clip-lite at 77"]["R@1"]
        each.append(f"{QUESTIONS[name]} {difference(over)}")
    return f"From photo to text, R@1 over clip-lite at 77: {'; '.join(each)}."


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


def test_line(results: Path, reader: str, weights: Json, near: Json) -> str:
    """How often test photos were scored, and the single time for exactly these weights."""
    log = (results / "test-log.jsonl").read_text().splitlines()
    for entry in map(json.loads, log):
        if entry["weights"] == weights:
            apart = entry["without near duplicates"][reader]["R@1"]["mean"]
            return (
                f"scored {len(log)} times so far, once for each set of weights. These have "
                f"R@1 / R@5 / R@10 {recalls(entry['figures'][reader])}; without the "
                f"{len(near['splits']['test']['near'])} photos that have a look-alike in training "
                f"R@1 is {apart:.1f}."
            )
    return "not scored yet with these weights."


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
        f"The text tower and the token table are {size:.1f} MB together. With these stored as int8 "
        f"and the image tower as float16 R@1 changes, in points, on short captions: {short}; on "
        f"long ones: {long}. One query of the 162 is 0.6, so whether long ones lose more than 0.5 "
        "can't be told."
    )


def image_cost(sizes: Json) -> str:
    """What the image tower weighs and takes, and what its files cost."""
    changes = []
    for asked, row in sizes["R@1 by image file"].items():
        reader, question = asked.rsplit(", ", 1)
        stored, throughout = (row[dtype] - row["PyTorch, float32"] for dtype in ("fp32", "fp16"))
        changes.append(f"{reader}, {QUESTIONS[question]}: {stored:+.2f} and {throughout:+.2f}")
    return (
        f"The image tower has {sizes['parameters'] / 1e6:.2f} million parameters (Lite0 without "
        f"its classifier {sizes['parameters of Lite0'] / 1e6:.2f}) and takes "
        f"{sizes['time against Lite0']:.2f} times Lite0's time for 224 x 224 pixels, both in "
        "PyTorch on a processor, alternating in one run. R@1 with the image file "
        "stored as float16, and with the one that is float16 throughout, less that of PyTorch's "
        f"float32, in points: {'; '.join(changes)}."
    )
