"""The figures in the project's README, from modeling/results."""

from pathlib import Path

from tulip_modeling.results import Json, difference

README_ROWS = (
    ("clip-lite at 77", "CLIP-lite, 77 tokens"),
    ("tulip-lite cut at 77", "TULIP-lite, cut at 77 tokens"),
    ("tulip-lite", "TULIP-lite, all tokens"),
)


def readme_figures(val: Json, baselines: str) -> str:
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
    parts = [
        f"{title} ({val['figures'][name]['tulip-lite']['queries']} captions asked of "
        f"{val['photos'][name]:,} photos) "
        + " and ".join(
            difference(val["gains"][name][f"over {reader}"]["R@1"]) for reader, _ in README_ROWS[:2]
        )
        for name, title in (
            ("long", "Flickr8k, mostly people and dogs outdoors"),
            ("long-objects", "photos of objects, food, rooms, vehicles and animals"),
            ("long-pooled", "both together"),
        )
    ]
    lost = val["gains"]["short"]["over clip-lite at 77"]
    words = (
        f"Measured on the shipped files, on the validation photos ({galleries}). What reading all "
        "tokens adds to R@1 of long captions, in points, over CLIP-lite and over TULIP-lite itself "
        f"at 77 tokens: {'; '.join(parts)}. On short captions TULIP-lite less CLIP-lite is: R@1 "
        f"{difference(lost['R@1'])}, R@5 {difference(lost['R@5'])}. In brackets 95 % bootstrap "
        "intervals, photos resampled; a difference whose interval includes 0 is called none. "
        "Settings were chosen on these photos; the cards have the single run on test photos, what "
        "differs by kind of photo, and the limits."
    )
    fair = "Other trainings with the same pairs, in as many steps or just fewer, in points:"
    return "\n".join([*rows, "", words, "", fair, "", baselines])


def fill_readme(readme: Path, figures: str) -> None:
    """Puts the figures between the README's two marks."""
    begin, end = "<!-- figures:begin -->", "<!-- figures:end -->"
    text = readme.read_text(encoding="utf-8")
    head, tail = text.split(begin)[0], text.split(end)[1]
    readme.write_text(f"{head}{begin}\n\n{figures}\n\n{end}{tail}", encoding="utf-8")
