"""What each choice of the training is worth, as a card's table and sentences."""

from collections.abc import Sequence
from dataclasses import asdict

from tulip_modeling.ablations import ABLATIONS, AVERAGE, BASELINES, ONE, seeded
from tulip_modeling.across_seeds import (
    RUNS,
    Asked,
    gain_across_seeds,
    lost_among,
    runs_less,
    spread,
)
from tulip_modeling.domains import FLICKR, kind_of
from tulip_modeling.figures import only
from tulip_modeling.ranks import Interval
from tulip_modeling.results import Json, difference, interval

QUESTIONS = {
    "short": "short captions",
    "long-pooled": "paragraphs",
    "unrelated, 512": "paragraphs among unrelated sentences",
}
KS = (1, 5, 10)
PAIRS = (
    ("image stage", "fewer photos",
     "The image tower's last stage tuned too, less frozen with as few further photos"),
    ("plain views", "cut at 77, plain views",
     "Trained on paragraphs alone: read whole by rotary positions, less cut at 77"),
)  # fmt: skip


def ablations_table(rows: Json, asked: Asked) -> str:
    """What each change of the training costs in R@1."""
    table = [
        "| training | seed | steps | paragraphs R@1, untuned | short R@1 | paragraphs R@1 "
        "| among unrelated sentences R@1 | the runs less this, short | the runs less this, "
        "paragraphs | the runs less this, among unrelated |",
        "| --- " * 10 + "|",
    ]
    for name, found in rows.items():
        before = f"{found['untuned']['long-pooled']['R@1']['mean']:.1f}"
        seed = str(found["recipe"]["seed"]).strip("[]") if found["steps"] else ""
        cells = [found["says"], seed, f"{found['steps']:,}", before, means(found["tuned"])]
        told = ["", "", ""] if name in RUNS else gain_cells(runs_less(asked, [name]))
        table.append("| " + " | ".join([*cells, *told]) + " |")
    return "\n".join(table)


def means(by_question: Json) -> str:
    """R@1 of the three questions, as cells."""
    return " | ".join(f"{by_question[question]['R@1']['mean']:.1f}" for question in QUESTIONS)


def gain_cells(gains: dict[str, Interval]) -> list[str]:
    """Differences of the three questions, as cells."""
    return [difference(asdict(gains[question])) for question in QUESTIONS]


def measured_seeds(rows: Json) -> dict[str, list[str]]:
    """The rows of each baseline that was measured, by its title."""
    found = {
        title: [row for row in seeded(name) if row in rows] for name, title in BASELINES.items()
    }
    return {title: names for title, names in found.items() if names}


def baselines_table(rows: Json, asked: Asked, ks: Sequence[int] = KS) -> str:
    """What the runs of the shipped recipe have more than those of each baseline, in points."""
    table = [
        "| TULIP-lite's training less | recall | " + " | ".join(QUESTIONS.values()) + " |",
        "| --- " * (2 + len(QUESTIONS)) + "|",
    ]
    for title, theirs in measured_seeds(rows).items():
        label = f"{title} ({count_runs(theirs)}, {steps_of(rows, theirs)})"
        for k in ks:
            cells = gain_cells(runs_less(asked, theirs, k))
            table.append("| " + " | ".join([label, f"R@{k}", *cells]) + " |")
    return "\n".join(table)


def verdicts(rows: Json, asked: Asked) -> str:
    """Where a baseline is better, and which ones are beaten nowhere: by R@1, R@5 and R@10."""
    said = []
    for title, theirs in measured_seeds(rows).items():
        gains = {k: runs_less(asked, theirs, k) for k in KS}
        lost = {
            what: [f"R@{k}" for k in KS if gains[k][question].high < 0]
            for question, what in QUESTIONS.items()
        }
        better = [f"{what} ({' and '.join(at)})" for what, at in lost.items() if at]
        won = any(gain.low > 0 for each in gains.values() for gain in each.values())
        parts = [f"better on {' and on '.join(better)}"] if better else []
        parts += [] if won else ["no gain over it is shown by any of the three recalls"]
        said += [f"{title}: {', and '.join(parts)}."] if parts else []
    return " ".join(said)


def domains_line(rows: Json, asked: Asked) -> str:
    """What the runs have more on paragraphs, each domain by itself."""
    paragraphs = asked["long-pooled"]
    flickr = {name for name in paragraphs.photos if kind_of(name) == FLICKR}
    parts = {
        "Flickr8k": only(paragraphs, flickr),
        "objects": only(paragraphs, set(paragraphs.photos) - flickr),
    }
    said = []
    for title, theirs in measured_seeds(rows).items():
        gains = runs_less(parts, theirs)
        each = " and ".join(f"{difference(asdict(gains[name]))} on {name}" for name in parts)
        said.append(f"over {title}, {each}")
    return f"Paragraphs, R@1, each domain by itself: {'; '.join(said)}."


def lost_line(asked: Asked) -> str:
    """What the runs lose among unrelated sentences, each by itself."""
    each, mean = lost_among(asked)
    shown = ", ".join(f"{lost:.1f}" for lost in each)
    return f"{shown} points, on average {interval(asdict(mean))}"


def spread_words(rows: Json, asked: Asked) -> str:
    """How far apart trainings are that differ by their seed alone."""
    groups = [RUNS, *(names for names in measured_seeds(rows).values() if len(names) > 1)]
    spreads = sorted(spread(asked, names) for names in groups)
    return f"{spreads[0]:.1f} to {spreads[-1]:.1f}"


def count_runs(names: Sequence[str]) -> str:
    """How many seeds a baseline was trained with."""
    return "1 run" if len(names) == 1 else f"{len(names)} runs"


def steps_of(rows: Json, names: Sequence[str]) -> str:
    """How many steps these rows took, beside the shipped recipe's where they are fewer."""
    counts, full = sorted({rows[name]["steps"] for name in names}), rows[ONE]["steps"]
    span = " to ".join(f"{count:,}" for count in dict.fromkeys((counts[0], counts[-1])))
    return f"{span} steps" if counts == [full] else f"{span} steps of {full:,}"


def pairs_lines(rows: Json, asked: Asked) -> str:
    """Trainings that differ from each other in one thing, and from the shipped recipe in more."""
    said = []
    for ours, theirs, what in PAIRS:
        if ours in rows and theirs in rows:
            gains = gain_across_seeds(asked, [ours], [theirs])
            each = "; ".join(f"{QUESTIONS[q]} {difference(asdict(gains[q]))}" for q in QUESTIONS)
            said.append(f"{what}: {each}.")
    return " ".join(said)


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
