"""The figures in the project's README, from modeling/results."""

from pathlib import Path

from tulip_modeling.results import Json, interval

README_ROWS = (
    ("clip-lite at 77", "CLIP-lite, 77 tokens"),
    ("tulip-lite cut at 77", "TULIP-lite, cut at 77 tokens"),
    ("tulip-lite", "TULIP-lite, all tokens"),
)


def readme_figures(val: Json) -> str:
    """The few figures that the project's README shows."""
    long, short = (val["figures"]["tulip-lite"][name] for name in ("long-pooled", "short"))
    rows = [
        f"| text to photo, R@1 / R@5 / R@10 in % | {long['queries']} long captions "
        f"| {short['queries']:,} short captions |",
        "| --- | --- | --- |",
    ]
    for reader, title in README_ROWS:
        figures = val["figures"][reader]
        cells = (
            " / ".join(f"{figures[name][f'R@{k}']['mean']:.1f}" for k in (1, 5, 10))
            for name in ("long-pooled", "short")
        )
        rows.append(f"| {title} | {' | '.join(cells)} |")
    over = [val["R@1 gains"][f"over {name}"]["long-pooled"] for name, _ in README_ROWS[:2]]
    galleries = f"{val['photos']['long-pooled']:,} and {val['photos']['short']:,} photos"
    words = (
        f"Measured on the shipped files, on the validation photos ({galleries}). On long captions, "
        f"R@1 of TULIP-lite with all tokens is above CLIP-lite's by {interval(over[0])} points and "
        f"above its own at 77 tokens by {interval(over[1])} (95 % bootstrap intervals). Settings "
        "were chosen on these photos; the cards have the single run on test photos, and the limits."
    )
    return "\n".join([*rows, "", words])


def fill_readme(readme: Path, figures: str) -> None:
    """Puts the figures between the README's two marks."""
    begin, end = "<!-- figures:begin -->", "<!-- figures:end -->"
    text = readme.read_text(encoding="utf-8")
    head, tail = text.split(begin)[0], text.split(end)[1]
    readme.write_text(f"{head}{begin}\n\n{figures}\n\n{end}{tail}", encoding="utf-8")
