"""MODEL_CARD.md of an imported model: where it comes from, what was assumed, what was measured."""

import hashlib
from pathlib import Path

from tulip_modeling.importer.options import Checkpoint, Options
from tulip_modeling.importer.shapes import Towers
from tulip_modeling.importer.weights import weights_file
from tulip_modeling.verify import Report


def card_text(options: Options, checkpoint: Checkpoint, towers: Towers, report: Report) -> str:
    """The whole card."""
    sources = [weights_file(path) for path in (options.path, options.base) if path]
    lines = [
        f"# {options.title or options.id}",
        "",
        f"Imported by `tulip_modeling import` from {options.source}. Format: {checkpoint.format}.",
        f"Licence: {options.licence}.",
        "",
        "| source file | sha256 |",
        "| --- | --- |",
        *(f"| {path.name} | {_sha256(path)} |" for path in sources),
        "",
        *settings_lines(towers),
        "",
        "Keys of the checkpoint that are not used:",
        "",
        *(f"- `{key}`: {why}" for key, why in checkpoint.ignored.items()),
        *([] if checkpoint.ignored else ["- none"]),
        "",
        "| check (ONNX Runtime against PyTorch) | measured |",
        "| --- | --- |",
        *(f"| {name} | {value:.6g} |" for name, value in report.measured.items()),
    ]
    return "\n".join(lines) + "\n"


def settings_lines(towers: Towers) -> list[str]:
    """What the towers were built with, one line each."""
    image, text = towers.image.config, towers.text.config
    reads = f"{text.context} tokens, absolute positions"
    if text.theta is not None:
        reads = f"any length, rotary positions, theta {text.theta:,.0f}"
        if text.dynamic is not None:
            reads += (
                f", scaled past {text.dynamic.trained} tokens by dynamic NTK "
                f"(factor {text.dynamic.factor:g})"
            )
    return [
        f"- Image tower: side {image.side}, patch {image.patch}, {image.blocks.layers} layers of "
        f"width {image.blocks.width}, {image.blocks.heads} heads, {image.blocks.activation}, "
        f"eps {image.blocks.eps:g}.",
        f"- Text tower: {reads}, {text.blocks.layers} layers of width {text.blocks.width}, "
        f"{text.blocks.heads} heads, {text.blocks.activation}, eps {text.blocks.eps:g}.",
    ]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
