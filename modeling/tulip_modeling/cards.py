"""MODEL_CARD.md of each model: the prose in card_texts/, every figure from modeling/results."""

import json
from pathlib import Path

from tulip_modeling.manifest import IMAGE_FILES, TABLE, TEXT_FILES
from tulip_modeling.paths import Paths
from tulip_modeling.probe_tables import (
    ablations_table,
    beyond_table,
    joined_line,
    needles_table,
    tokens_table,
    unrelated_line,
)
from tulip_modeling.readme import fill_readme, readme_figures
from tulip_modeling.recipe_words import head_recipe, near_line, tried_line, views_line
from tulip_modeling.results import Json, interval, read_result
from tulip_modeling.tokens import TRAINED_CONTEXT

TEXTS = Path(__file__).with_name("card_texts")
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
            row = val["figures"][reader][name]
            cells = " | ".join(interval(row[f"R@{k}"]) for k in (1, 5, 10))
            asked = f"{title} ({row['queries']:,} queries, {val['photos'][name]:,} photos)"
            back = interval(val["photo to text"][reader][name]["R@1"])
            rows.append(f"| {asked} | {reader} | {cells} | {row['MRR']:.1f} | {back} |")
    return "\n".join(rows)


def gains_table(val: Json) -> str:
    """Paired gains in R@1."""
    over = list(val["R@1 gains"])
    rows = ["| val | " + " | ".join(over) + " |", "| --- " * (len(over) + 1) + "|"]
    for name, title in QUESTIONS.items():
        cells = " | ".join(interval(val["R@1 gains"][key][name]) for key in over)
        rows.append(f"| {title} | {cells} |")
    return "\n".join(rows)


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


def test_line(results: Path, reader: str, weights: Json) -> str:
    """The single test run of exactly these weights."""
    log = results / "test-log.jsonl"
    for line in log.read_text().splitlines() if log.exists() else []:
        entry = json.loads(line)
        if entry["weights"] == weights:
            return f"R@1 / R@5 / R@10 {recalls(entry['figures'][reader])}."
    return "not run yet for these weights."


def files_rows(models: Path, verify: Json, files: list[tuple[str, str, str]]) -> str:
    """One row a file: (path, what, name of the check)."""
    measured = verify["measured"]
    rows = []
    for path, what, check in files:
        size = (models / path).stat().st_size / 1e6
        shown = f"{check.split(', ')[-1]} {measured[check]:.2g}" if check else "shared by both"
        if "cosine" in check:
            shown = f"cosine at least {measured[check]:.5f}"
        rows.append(f"| {path} ({size:.1f} MB) | {what} | {shown} |")
    return "\n".join(rows)


def write_cards(paths: Paths) -> None:
    """Fills both texts and writes them beside the models; the README's figures too."""
    names = (
        "train",
        "distil",
        "tune",
        "val",
        "verify",
        "probes",
        "beyond",
        "near-duplicates",
        "ablations",
    )
    found = {name: read_result(paths.results, name) for name in names}
    train, distil, tune, val = (found[n] for n in ("train", "distil", "tune", "val"))
    clip, tulip = "clip-lite", "tulip-lite"
    image = [
        (
            IMAGE_FILES["fp32"],
            "image tower, float16 stored, float32 run",
            "image fp32, max abs",
        ),
        (IMAGE_FILES["fp16"], "image tower, float16 throughout", "image fp16, cosine"),
    ]
    table = (TABLE, "token table of both text towers, int8", "")
    text = {
        clip: (TEXT_FILES[clip], "text tower, int8 weights", f"{clip} q8 at 77, cosine"),
        tulip: (TEXT_FILES[tulip], "text tower, int8 weights", f"{tulip} q8 at 248, cosine"),
    }
    stage1, stage2 = distil["recipe"], tune["recipe"]
    fills = {
        clip: {
            "train_recipe": head_recipe(train),
            "train_tried": tried_line(train),
            "figures": figures_table(val, ("clip-lite at 77",)),
            "near": near_line(found["near-duplicates"]),
            "test": test_line(paths.results, "clip-lite at 77", val["weights"]),
            "files": files_rows(paths.models, found["verify"], [*image, text[clip], table]),
            "weights": val["weights"][clip][:12],
        },
        tulip: {
            "theta": f"{tune['theta']:,.0f}",
            "distil_recipe": f"{stage1['rounds']} rounds of {stage1['captions']:,} short captions "
            f"and {stage1['chunks']:,} pieces of long texts, AdamW at {stage1['peak']:g}",
            "tune_recipe": f"{stage2['rounds']} passes, AdamW at {stage2['peak']:g}, "
            f"moving average of the weights ({stage2['average']:g})",
            "trained": f"{TRAINED_CONTEXT}",
            "views": views_line(stage2["views"]),
            "distil": distil_table(distil),
            "figures": figures_table(val, tuple(val["figures"])),
            "gains": gains_table(val),
            "tokens": tokens_table(found["probes"]),
            "needles": needles_table(found["probes"]),
            "unrelated": unrelated_line(found["probes"]),
            "joined": joined_line(found["probes"]),
            "beyond": beyond_table(found["beyond"]),
            "ablations": ablations_table(found["ablations"]),
            "test": test_line(paths.results, tulip, val["weights"]),
            "files": files_rows(paths.models, found["verify"], [text[tulip], table]),
            "weights": val["weights"][tulip][:12],
        },
    }
    for model, fill in fills.items():
        prose = (TEXTS / f"{model}.md").read_text(encoding="utf-8")
        for key, value in fill.items():
            prose = prose.replace("{" + key + "}", value)
        (paths.models / model / "MODEL_CARD.md").write_text(prose, encoding="utf-8")
    fill_readme(paths.readme, readme_figures(val))
