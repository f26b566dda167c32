"""Made-up texts and captioned photos for `upgrade`, small enough for seconds."""

import csv
import json
from pathlib import Path

import numpy as np
from PIL import Image
from tiny_clips import SIDE

from tulip_modeling.golden import LONG
from tulip_modeling.upgrade.options import UpgradeOptions

WORDS = LONG.replace(".", "").replace(",", "").lower().split()
PHOTOS = 40


def sentence(rng: np.random.Generator, words: int) -> str:
    return " ".join(rng.choice(WORDS, words)).capitalize() + "."


def write_data(folder: Path) -> UpgradeOptions:
    """Made-up sentences, and photos of one colour each, their captions longer than 77 tokens."""
    rng = np.random.default_rng(0)
    folder.mkdir(parents=True)
    texts = [sentence(rng, 8 + n % 12) for n in range(80)]
    (folder / "texts.txt").write_text("\n".join(texts[:40]), encoding="utf-8")
    rows = [json.dumps({"text": text}) for text in texts[40:]]
    (folder / "more.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with (folder / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["photo", "caption"])
        for n in range(PHOTOS):
            noise = rng.integers(0, 255, (SIDE + n, SIDE + 9, 3), dtype=np.uint8)
            Image.fromarray(noise).save(folder / f"{n}.png")
            writer.writerow([f"{n}.png", " ".join(sentence(rng, 14) for _ in range(8))])
    return UpgradeOptions(
        folder / "in",
        (folder / "texts.txt", folder / "more.jsonl"),
        folder / "pairs.csv",
        folder / "out" / "tulip.pt",
        distil_epochs=6,
        distil_rate=1e-3,
        tune_epochs=6,
        tune_rate=3e-4,
        batch=8,
        round=40,
    )


def log_of(options: UpgradeOptions, stage: int) -> list[dict[str, float]]:
    log = json.loads(options.out.with_suffix(".json").read_text(encoding="utf-8"))
    rounds: list[dict[str, float]] = log[f"stage {stage}"]
    return rounds
