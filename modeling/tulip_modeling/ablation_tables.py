"""What each choice of the training is worth, as a card's table and sentences."""

from dataclasses import asdict
from pathlib import Path

from tulip_modeling.ablations import ABLATIONS, AVERAGE, ONE, seeded
from tulip_modeling.across_seeds import RUNS, gain_across_seeds, ranks_by_run, runs_less
from tulip_modeling.ranks import Interval
from tulip_modeling.results import Json, difference

GAIN = "R@1 that one run of the shipped recipe adds"
ASKED = {
    "short": "short captions",
    "long-pooled": "paragraphs",
    "unrelated, 512": "paragraphs among unrelated sentences",
}


def ablations_table(rows: Json, results: Path) -> str:
    """What each change of the training costs in R@1."""
    table = [
        "| training | steps | paragraphs R@1, untuned | short R@1 | paragraphs R@1 "
        "| among unrelated sentences | one run less this, short | the runs less this, paragraphs "
        "| among unrelated |",
        "| --- " * 9 + "|",
        f"| stage 1 only, theta scaled | 0 | | {means(rows[ONE]['untuned'])} | | | |",
    ]
    for name, found in rows.items():
        before = f"{found['untuned']['long-pooled']['R@1']['mean']:.1f}"
        cells = [found["says"], f"{found['steps']:,}", before, means(found["tuned"])]
        told = 3 * [""] if name in RUNS else gain_cells(found, runs_less(results, [name]))
        table.append("| " + " | ".join([*cells, *told]) + " |")
    return "\n".join(table)


def means(by_question: Json) -> str:
    """R@1 of the three questions, as cells."""
    return " | ".join(f"{by_question[question]['R@1']['mean']:.1f}" for question in ASKED)


def gain_cells(row: Json, gains: dict[str, Interval]) -> list[str]:
    """Of one run over the row on short captions, whose ranks are not kept; of all runs else."""
    return [difference(row[GAIN]["short"]), *(difference(asdict(gain)) for gain in gains.values())]


def over_line(rows: Json, results: Path, name: str, what: str) -> str:
    """What the shipped recipe adds to a baseline, said outright; that it loses too."""
    if name not in rows:
        return f"{what}: not measured yet."
    theirs = [row for row in seeded(name) if row in rows]
    across = {asked: asdict(gain) for asked, gain in runs_less(results, theirs).items()}
    gains = {"short": rows[name][GAIN]["short"], **across}
    each = "; ".join(f"{ASKED[asked]} {difference(gain)}" for asked, gain in gains.items())
    won = [asked for asked, gain in gains.items() if gain["low"] > 0]
    lost = [ASKED[asked] for asked, gain in gains.items() if gain["high"] < 0]
    seeds = "" if len(theirs) == len(RUNS) else f", with {len(theirs)} of {len(RUNS)} seeds"
    verdict = f" It wins on {' and on '.join(lost)}{seeds}." if lost else ""
    if not won:
        verdict += " No gain over it is shown."
    runs = f"the {len(RUNS)} runs of the shipped recipe less {len(theirs)} of this"
    return (
        f"{what} ({rows[name]['steps']} steps of {rows[ONE]['steps']}): {runs} (short captions: "
        f"one each) in R@1, in points: {each}.{verdict}"
    )


def image_line(rows: Json, results: Path) -> str:
    """What tuning the image tower's last stage adds, the further photos being as few."""
    tuned, frozen = "image stage", "fewer photos"
    if tuned not in rows or frozen not in rows:
        return ""
    gains = gain_across_seeds(ranks_by_run(results, [tuned]), ranks_by_run(results, [frozen]))
    each = "; ".join(f"{ASKED[asked]} {difference(asdict(gain))}" for asked, gain in gains.items())
    return (
        f"The image tower's last stage tuned too, less frozen with as few further photos: {each}."
    )


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
