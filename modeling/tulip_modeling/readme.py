"""The figures in the project's README, from modeling/results."""

from pathlib import Path

from tulip_modeling.results import Json, difference

README_ROWS = (
    ("clip-lite at 77", "CLIP-lite, 77 tokens"),
    ("tulip-lite cut at 77", "TULIP-lite, cut at 77 tokens"),
    ("tulip-lite", "TULIP-lite, all tokens"),
)


DOMAINS = {
    "long": "Flickr8k, mostly people and dogs outdoors",
    "long-objects": "photos of objects, food, rooms, vehicles and animals",
    "long-pooled": "both together",
}


def readme_figures(val: Json, baselines: str, verdicts: str) -> str:
    """The few figures that the project's README shows."""
    long, short = (val["figures"][name]["tulip-lite"] for name in ("long-pooled", "short"))
    rows = [
        f"| text to photo, R@1 / R@5 / R@10 in % | {long['queries']} long captions "
        f"| {short['queries']:,} short captions |",
        "| --- | --- | --- |",
    ]
    for reader, title in README_ROWS:
        cells = (
            " / ".join(f"{val['figures'][name][reader][f'R@{k}']['mean']:.1f}" for k in (1, 5, 10))
            for name in ("long-pooled", "short")
        )
        rows.append(f"| {title} | {' | '.join(cells)} |")
    galleries = f"{val['photos']['long-pooled']:,} and {val['photos']['short']:,} of them"
    gains = [
        "| what TULIP-lite with all tokens adds to R@1 of long captions, in points | to CLIP-lite "
        "| to itself cut at 77 tokens |",
        "| --- | --- | --- |",
    ]
    for name, title in DOMAINS.items():
        asked = val["figures"][name]["tulip-lite"]["queries"]
        cells = (difference(val["gains"][name][f"over {r}"]["R@1"]) for r, _ in README_ROWS[:2])
        label = f"{title} ({asked} captions asked of {val['photos'][name]:,} photos)"
        gains.append(f"| {label} | {' | '.join(cells)} |")
    lost = val["gains"]["short"]["over clip-lite at 77"]
    words = (
        f"Measured on the shipped files, on the validation photos ({galleries}). In brackets 95 % "
        "bootstrap intervals, photos resampled; a difference whose interval includes 0 is called "
        "none. Settings were chosen on these photos; the cards have the test photos, what differs "
        "by kind of photo, and the limits."
    )
    short = (
        "CLIP-lite never saw a paragraph in training: the last column is what reading on adds by "
        f"itself. On short captions TULIP-lite less CLIP-lite is: R@1 {difference(lost['R@1'])}, "
        f"R@5 {difference(lost['R@5'])}."
    )
    fair = (
        "Other trainings with the same pairs, in as many steps or just fewer. Means of single runs "
        "in float32, not the shipped average of them; intervals over photos, not seeds; in points:"
    )
    parts = ["\n".join(rows), words, "\n".join(gains), short, fair, baselines, verdicts]
    return "\n\n".join(part for part in parts if part)


def fill_readme(readme: Path, figures: str) -> None:
    """Puts the figures between the README's two marks."""
    begin, end = "<!-- figures:begin -->", "<!-- figures:end -->"
    text = readme.read_text(encoding="utf-8")
    head, tail = text.split(begin)[0], text.split(end)[1]
    readme.write_text(f"{head}{begin}\n\n{figures}\n\n{end}{tail}", encoding="utf-8")
