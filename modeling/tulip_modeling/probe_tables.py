"""What was asked of the models, as the tables of a model card."""

from tulip_modeling.results import Json, difference, interval


def tokens_table(probes: Json) -> str:
    """Recall of paragraphs by how much of them is read."""
    rows = [
        "| reads | text to photo R@1 | R@10 | photo to text R@1 | R@1 of all less this |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, row in probes["tokens read"].items():
        there, back = row["text to photo"], row["photo to text"]
        cells = [interval(cell) for cell in (there["R@1"], there["R@10"], back["R@1"])]
        own = name == "tulip-lite, all"
        cells.append("" if own else difference(row["R@1 that all of it adds"]))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


NEEDLE_READERS = (
    "tulip-lite",
    "clip-lite at 77",
    "tulip-lite, the last sentence alone",
    "clip-lite, the last sentence alone",
)


def needles_table(needles: Json, readers: tuple[str, ...] = NEEDLE_READERS) -> str:
    """Right choices by kind and by half."""
    found = needles["found"]
    rows = [f"| what differs | pairs | {' | '.join(readers)} |"]
    rows.append("| --- " * (2 + len(readers)) + "|")
    for group, row in found[readers[0]].items():
        cells = [interval(found[reader][group]["right"]) for reader in readers]
        rows.append(f"| {group} | {row['pairs']} | {' | '.join(cells)} |")
    return "\n".join(rows)


def unrelated_line(probes: Json) -> str:
    """What is left of the recall among unrelated sentences, and what was lost to them."""
    rows = probes["unrelated text"]
    each = []
    for length in (512, 1024):
        row = rows[f"tulip-lite, {length} tokens"]
        lost = difference(row["R@1 against the plain paragraph"])
        each.append(
            f"R@1 {interval(row['R@1'])} at {length:,} tokens ({lost} against the plain paragraph)"
        )
    return " and ".join(each)


def joined_line(probes: Json) -> str:
    """How often two descriptions in one query bring both photos up."""
    joined = probes["joined descriptions"]
    return f"{interval(joined['tulip-lite'])} % of {joined['pairs']} pairs"


def beyond_table(result: Json) -> str:
    """R@1 past the trained length, and what a cut there or dynamic NTK changes."""
    cut = f"cut at {result['dynamic NTK']['trained']}"
    rows = [
        f"| val paragraphs made longer | all tokens | {cut} | its gain "
        "| all, dynamic NTK | its gain |",
        "| --- " * 6 + "|",
    ]
    for asked, found in result["found"].items():
        way, length = asked.rsplit(", ", 1)
        figures, gains = found["figures"], found["R@1 gain over plain"]
        cells = [interval(figures["plain"]["R@1"])]
        for reader in (cut, "dynamic NTK"):
            cells += [interval(figures[reader]["R@1"]), difference(gains[reader])]
        rows.append(f"| {way}, {int(length):,} tokens | {' | '.join(cells)} |")
    return "\n".join(rows)
