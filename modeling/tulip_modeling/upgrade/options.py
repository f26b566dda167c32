"""The command line of `upgrade`."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.command import parse_heads
from tulip_modeling.importer.open_clip import MODELS
from tulip_modeling.importer.options import Family, Options
from tulip_modeling.steps import PrecisionName

THETA = 10_000.0  # of stage 1


@dataclass(frozen=True)
class UpgradeOptions:
    """What to make from what; the numbers are the authors' where they state one."""

    teacher: Path
    texts: tuple[Path, ...]
    pairs: Path
    out: Path
    context: int = 248  # tokens of the longest captions in stage 2
    ntk: float = 2.0  # factor of theta's scaling from the teacher's context to this one; 0: none
    distil_epochs: int = 5
    distil_rate: float = 5e-4
    tune_epochs: int = 1
    tune_rate: float = 1e-5
    long_weight: float = 0.8  # of stage 2's loss; the short captions have the rest
    weight_decay: float = 0.1
    batch: int = 64  # pairs; in stage 1 the texts of as many full contexts
    round: int = 10_000  # texts or photos between two saves
    tune_images: bool = False
    precision: PrecisionName = "auto"
    device: str | None = None
    seed: int = 0
    family: Family | None = None
    heads: tuple[int, int] | None = None
    activation: Activation | None = None
    model_name: str | None = None
    tokenizer: Path | None = None

    @property
    def run(self) -> Path:
        """Folder of what an interrupted run goes on from."""
        return self.out.with_suffix(".run")

    def reading(self) -> Options:
        """How the importer is to read the teacher."""
        return Options(
            self.teacher,
            "teacher",
            self.out,
            family=self.family,
            heads=self.heads,
            activation=self.activation,
            model_name=self.model_name,
            tokenizer=self.tokenizer,
        )


def parse(arguments: list[str]) -> UpgradeOptions:
    """The options, each checked on its own."""
    default = UpgradeOptions
    parser = argparse.ArgumentParser(
        prog="tulip_modeling upgrade",
        description="A text tower for long texts from a CLIP's, by TULIP's method.",
    )

    def number(name: str, kind: Callable[[str], float], words: str) -> None:
        known = getattr(default, name[2:].replace("-", "_"))
        parser.add_argument(name, type=kind, default=known, help=f"{words}; {known:g} if not given")

    parser.add_argument("--teacher", required=True, type=Path, help="as `import` reads it")
    parser.add_argument("--texts", required=True, type=Path, nargs="+", help=".txt or .jsonl")
    parser.add_argument("--pairs", required=True, type=Path, help=".csv or .jsonl: photo, caption")
    parser.add_argument("--out", required=True, type=_checkpoint, help="the new FILE.pt")
    number("--context", _positive, "tokens of the longest captions")
    number("--ntk", float, "theta's factor from the teacher's context to that one, 0: none")
    number("--distil-epochs", _positive, "passes over the texts")
    number("--distil-rate", float, "highest learning rate of stage 1")
    number("--tune-epochs", _positive, "passes over the photos")
    number("--tune-rate", float, "highest learning rate of stage 2")
    number("--long-weight", float, "long captions' part of stage 2's loss")
    number("--weight-decay", float, "AdamW's, in both stages")
    number("--batch", _positive, "pairs of a batch; in stage 1 as many full texts")
    number("--round", _positive, "texts or photos between two saves")
    number("--seed", int, "of every order and choice")
    parser.add_argument("--tune-images", action="store_true", help="train the image tower too")
    parser.add_argument("--precision", choices=get_args(PrecisionName), default=default.precision)
    parser.add_argument("--device", help="cpu or cuda; a GPU where there is one")
    parser.add_argument("--family", choices=["clip"], help="as in `import`")
    parser.add_argument("--heads", type=parse_heads, help="as in `import`")
    parser.add_argument("--activation", choices=get_args(Activation), help="as in `import`")
    parser.add_argument("--model-name", choices=MODELS, metavar="NAME", help="as in `import`")
    parser.add_argument("--tokenizer", type=Path, help="as in `import`")
    given = vars(parser.parse_args(arguments))
    return UpgradeOptions(**(given | {"texts": tuple(given["texts"])}))


def _positive(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def _checkpoint(text: str) -> Path:
    if not text.endswith(".pt"):
        raise argparse.ArgumentTypeError("a file name that ends in .pt")
    return Path(text)
