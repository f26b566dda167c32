"""What each choice of the training is worth, as a card's table and sentences."""

from dataclasses import asdict
from pathlib import Path

from tulip_modeling.ablations import ABLATIONS, AVERAGE, ONE
from tulip_modeling.across_seeds import RUNS, over_baseline
from tulip_modeling.results import Json, difference
from tulip_modeling.tune_recipe import SEEDS

GAIN = "R@1 that one run of the shipped recipe adds"
ASKED = {
    "short": "short captions",
    "long-pooled": "paragraphs",
    "unrelated, 512": "paragraphs among unrelated sentences",
}


def ablations_table(rows: Json) -> str:
    """What each change of the training costs in R@1."""
    table = [
        "| training | steps | short R@1 | paragraphs R@1, untuned | tuned "
        "| among unrelated sentences | one run less this, short | paragraphs | among unrelated |",
        "| --- " * 9 + "|",
    ]
    for name, found in rows.items():
        short, long, among = (found["tuned"][question]["R@1"]["mean"] for question in ASKED)
        before = found["untuned"]["long-pooled"]["R@1"]["mean"]
        cells = [
            found["says"],
            f"{found['steps']:,}",
            *(f"{v:.1f}" for v in (short, before, long, among)),
        ]
        cells += ["" if name == ONE else difference(found[GAIN][question]) for question in ASKED]
        table.append("| " + " | ".join(cells) + " |")
    return "\n".join(table)


def over_line(rows: Json, results: Path, name: str, what: str) -> str:
    """What the shipped recipe adds to a baseline, said outright; that it loses too.

    Over all seeds where they are measured, but for short captions, whose ranks are not kept.
    """
    if name not in rows:
        return f"{what}: not measured yet."
    across = {asked: asdict(gain) for asked, gain in over_baseline(results, name).items()}
    gains = {**rows[name][GAIN], **across}
    each = "; ".join(f"{title} {difference(gains[asked])}" for asked, title in ASKED.items())
    won = [title for asked, title in ASKED.items() if gains[asked]["low"] > 0]
    lost = [title for asked, title in ASKED.items() if gains[asked]["high"] < 0]
    verdict = f" It wins on {' and on '.join(lost)}." if lost else ""
    if not won:
        verdict += " No gain over it is shown."
    runs = "one run of the shipped recipe less this"
    if across:
        runs = f"{len(SEEDS)} runs of the shipped recipe less as many of this (short captions: one)"
    return f"{what}: {runs} in R@1, in points: {each}.{verdict}"


def seeds_line(rows: Json) -> str:
    """R@1 of each run that was averaged, and of the average."""
    names = [name for name in RUNS if name in rows]
    if AVERAGE not in rows or len(names) < 2:
        return ""
    each = []
    for asked, title in ASKED.items():
        means = ", ".join(f"{rows[name]['tuned'][asked]['R@1']['mean']:.1f}" for name in names)
        average = rows[AVERAGE]["tuned"][asked]["R@1"]["mean"]
        each.append(f"{title} {means}, and {average:.1f} averaged")
    return f"R@1 of the {len(names)} runs: {'; '.join(each)}."


def unmeasured_line(rows: Json) -> str:
    """What `ablate` could still train."""
    left = [row.says for name, row in ABLATIONS.items() if name not in rows]
    return f"Not measured yet: {'; '.join(left)}." if left else ""
