"""What each choice of the training is worth, as a card's table and sentences."""

from collections.abc import Sequence
from dataclasses import asdict

from tulip_modeling.ablations import ABLATIONS, AVERAGE, BASELINES, ONE, seeded
from tulip_modeling.across_seeds import RUNS, Asked, gain_across_seeds, runs_less
from tulip_modeling.ranks import Interval
from tulip_modeling.results import Json, difference

QUESTIONS = {
    "short": "short captions",
    "long-pooled": "paragraphs",
    "unrelated, 512": "paragraphs among unrelated sentences",
}


def ablations_table(rows: Json, asked: Asked) -> str:
    """What each change of the training costs in R@1."""
    table = [
        "| training | steps | paragraphs R@1, untuned | short R@1 | paragraphs R@1 "
        "| among unrelated sentences | the runs less this, short | paragraphs "
        "| among unrelated |",
        "| --- " * 9 + "|",
        f"| stage 1 only, theta scaled | 0 | | {means(rows[ONE]['untuned'])} | | | |",
    ]
    for name, found in rows.items():
        before = f"{found['untuned']['long-pooled']['R@1']['mean']:.1f}"
        cells = [found["says"], f"{found['steps']:,}", before, means(found["tuned"])]
        told = ["", "", ""] if name in RUNS else gain_cells(runs_less(asked, [name]))
        table.append("| " + " | ".join([*cells, *told]) + " |")
    return "\n".join(table)


def means(by_question: Json) -> str:
    """R@1 of the three questions, as cells."""
    return " | ".join(f"{by_question[question]['R@1']['mean']:.1f}" for question in QUESTIONS)


def gain_cells(gains: dict[str, Interval]) -> list[str]:
    """Differences of the three questions, as cells."""
    return [difference(asdict(gains[question])) for question in QUESTIONS]


def baselines_table(rows: Json, asked: Asked) -> str:
    """What the runs of the shipped recipe add to each baseline; that they lose is said outright."""
    table = [
        f"| R@1 that {len(RUNS)} runs of TULIP-lite's training have more than | "
        + " | ".join(QUESTIONS.values())
        + " |",
        "| --- " * (1 + len(QUESTIONS)) + "|",
    ]
    verdicts = []
    for name, title in BASELINES.items():
        theirs = [row for row in seeded(name) if row in rows]
        if not theirs:
            verdicts.append(f"{title}: not measured yet.")
            continue
        gains = runs_less(asked, theirs)
        label = f"{title} ({count_runs(theirs)}, {steps_of(rows, theirs)})"
        table.append("| " + " | ".join([label, *gain_cells(gains)]) + " |")
        verdicts.append(verdict(title, gains))
    return "\n".join([*table, "", " ".join(each for each in verdicts if each)]).rstrip()


def count_runs(names: Sequence[str]) -> str:
    """How many seeds a baseline was trained with."""
    return "1 run" if len(names) == 1 else f"{len(names)} runs"


def steps_of(rows: Json, names: Sequence[str]) -> str:
    """How many steps these rows took, beside the shipped recipe's where they are fewer."""
    counts, full = sorted({rows[name]["steps"] for name in names}), rows[ONE]["steps"]
    span = " to ".join(f"{count:,}" for count in dict.fromkeys((counts[0], counts[-1])))
    return f"{span} steps" if counts == [full] else f"{span} steps of {full:,}"


def verdict(title: str, gains: dict[str, Interval]) -> str:
    """Where a baseline wins, and whether it is beaten anywhere."""
    lost = [QUESTIONS[question] for question, gain in gains.items() if gain.high < 0]
    won = any(gain.low > 0 for gain in gains.values())
    said = [f"better on {' and on '.join(lost)}"] if lost else []
    said += [] if won else ["no gain over it is shown"]
    return f"{title}: {', and '.join(said)}." if said else ""


def image_line(rows: Json, asked: Asked) -> str:
    """What tuning the image tower's last stage adds, the further photos being as few."""
    tuned, frozen = "image stage", "fewer photos"
    if tuned not in rows or frozen not in rows:
        return ""
    gains = gain_across_seeds(asked, [tuned], [frozen])
    each = "; ".join(f"{QUESTIONS[q]} {difference(asdict(gain))}" for q, gain in gains.items())
    return (
        f"The image tower's last stage tuned too, less frozen with as few further photos: {each}."
    )


def seeds_line(rows: Json) -> str:
    """R@1 of each run that was averaged, and of the average."""
    names = [name for name in RUNS if name in rows]
    if AVERAGE not in rows or len(names) < 2:
        return ""
    each = []
    for question, title in QUESTIONS.items():
        means = ", ".join(f"{rows[name]['tuned'][question]['R@1']['mean']:.1f}" for name in names)
        average = rows[AVERAGE]["tuned"][question]["R@1"]["mean"]
        each.append(f"{title} {means}, and {average:.1f} averaged")
    return f"R@1 of the {len(names)} runs: {'; '.join(each)}."


def unmeasured_line(rows: Json) -> str:
    """What `ablate` could still train."""
    left = [row.says for name, row in ABLATIONS.items() if name not in rows]
    return f"Not measured yet: {'; '.join(left)}." if left else ""
