"""What was asked of the models, as the tables of a model card."""

from tulip_modeling.results import Json, interval


def tokens_table(probes: Json) -> str:
    """Recall of paragraphs by how much of them is read."""
    rows = [
        "| reads | text to photo R@1 | R@10 | photo to text R@1 | R@1 that all of it adds |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, row in probes["tokens read"].items():
        there, back = row["text to photo"], row["photo to text"]
        cells = [there["R@1"], there["R@10"], back["R@1"], row["R@1 that all of it adds"]]
        rows.append(f"| {name} | " + " | ".join(interval(cell) for cell in cells) + " |")
    return "\n".join(rows)


def needles_table(probes: Json) -> str:
    """Right choices by kind; readers that stop at 77 tokens are left out, since they score 50."""
    rows = ["| what differs | pairs | right, in % |", "| --- | --- | --- |"]
    for kind, row in probes["needles"]["tulip-lite"].items():
        rows.append(f"| {kind} | {row['pairs']} | {interval(row['right'])} |")
    return "\n".join(rows)


def unrelated_line(probes: Json) -> str:
    """What is left of the recall among unrelated sentences."""
    rows = probes["unrelated text"]
    each = (
        f"R@1 {interval(rows[f'tulip-lite, {length} tokens']['R@1'])} at {length:,} tokens"
        for length in (512, 1024)
    )
    return " and ".join(each)


def joined_line(probes: Json) -> str:
    """How often two descriptions in one query bring both photos up."""
    joined = probes["joined descriptions"]
    return f"{interval(joined['tulip-lite'])} % of {joined['pairs']} pairs"


def ablations_table(ablations: Json) -> str:
    """What each change of the training costs in R@1."""
    asked = ("short", "long-pooled", "unrelated, 512")
    rows = [
        "| training | short R@1 | paragraphs R@1, untuned | tuned | among unrelated sentences "
        "| shipped less this, short | paragraphs |",
        "| --- " * 7 + "|",
    ]
    for found in ablations.values():
        short, long, among = (found["tuned"][name]["R@1"]["mean"] for name in asked)
        before = found["untuned"]["long-pooled"]["R@1"]["mean"]
        gain = found["R@1 that the shipped recipe adds"]
        rows.append(
            f"| {found['says']} | {short:.1f} | {before:.1f} | {long:.1f} | {among:.1f} "
            f"| {interval(gain['short'])} | {interval(gain['long-pooled'])} |"
        )
    return "\n".join(rows)


def beyond_table(result: Json) -> str:
    """R@1 past the trained length, and what dynamic NTK changes."""
    cut = f"cut at {result['dynamic NTK']['trained']}"
    rows = [
        f"| val paragraphs made longer | {cut} | all tokens | all, dynamic NTK | its gain |",
        "| --- | --- | --- | --- | --- |",
    ]
    for asked, found in result["found"].items():
        way, length = asked.rsplit(", ", 1)
        figures, gains = found["figures"], found["R@1 gain over plain"]
        cells = [interval(figures[reader]["R@1"]) for reader in (cut, "plain", "dynamic NTK")]
        cells.append(interval(gains["dynamic NTK"]))
        rows.append(f"| {way}, {int(length):,} tokens | {' | '.join(cells)} |")
    return "\n".join(rows)
