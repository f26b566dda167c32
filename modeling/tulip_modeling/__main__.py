"""Command line: python -m tulip_modeling <step>, see STEPS."""

import argparse
import sys
from pathlib import Path

import torch

from tulip_modeling.ablate import ablate
from tulip_modeling.ablations import ABLATIONS
from tulip_modeling.beyond import measure_beyond
from tulip_modeling.captions import DataError
from tulip_modeling.cards import write_cards
from tulip_modeling.distil import distil
from tulip_modeling.evaluate import evaluate, evaluate_test
from tulip_modeling.export import export
from tulip_modeling.fixtures import write_tokenizer_cases
from tulip_modeling.held_back import evaluate_pairs
from tulip_modeling.importer.command import import_command
from tulip_modeling.importer.fit_theta import verify_pairs_command
from tulip_modeling.needle_probe import ask_needles
from tulip_modeling.paths import Paths
from tulip_modeling.probes import probe
from tulip_modeling.sizes import measure_sizes
from tulip_modeling.train import train
from tulip_modeling.tune import tune
from tulip_modeling.upgrade.command import upgrade_command
from tulip_modeling.verify import verify

STEPS = {
    "train": train,
    "distil": distil,
    "tune": tune,
    "export": export,
    "evaluate": evaluate,
    "beyond": measure_beyond,
    "needles": ask_needles,
    "probe": probe,
    "sizes": measure_sizes,
    "ablate": ablate,
    "cards": write_cards,
}


def held_back(paths: Paths, pairs: Path, out: Path | None) -> int:
    """Scores a user's pairs, or says what is wrong with them."""
    try:
        evaluate_pairs(paths, pairs, out)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Runs one step; each goes on from where a killed run stopped."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["import"]:
        return import_command(given[1:])
    if given[:1] == ["upgrade"]:
        return upgrade_command(given[1:])
    if given[:1] == ["verify"] and any(each.split("=")[0] == "--pairs" for each in given):
        return verify_pairs_command(given[1:])
    parser = argparse.ArgumentParser(
        prog="tulip_modeling",
        epilog="`import --help` and `upgrade --help` have the options for other checkpoints, and "
        "`verify --pairs FILE CHECKPOINT` finds the theta of one.",
    )
    parser.add_argument("step", choices=[*STEPS, "verify", "fixtures"])
    parser.add_argument("--data", type=Path, default=Paths().data, help="folder of the data")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--test", action="store_true", help="evaluate: score the test photos, once for all"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], choices=ABLATIONS, help="ablate: these rows; others stay"
    )
    parser.add_argument(
        "--pairs", type=Path, help="evaluate: a .csv or .jsonl with photo, caption, perhaps domain"
    )
    parser.add_argument("--out", type=Path, help="evaluate --pairs: the JSON it writes")
    chosen = parser.parse_args(given)
    torch.set_num_threads(chosen.threads)
    paths = Paths(data=chosen.data)
    if chosen.step == "verify":
        return 0 if verify(paths) else 1
    if chosen.step == "fixtures":
        write_tokenizer_cases(paths.fixtures)
    elif chosen.step == "evaluate" and chosen.pairs:
        return held_back(paths, chosen.pairs, chosen.out)
    elif chosen.step == "evaluate" and chosen.test:
        evaluate_test(paths)
    elif chosen.step == "ablate":
        ablate(paths, chosen.only)
    else:
        STEPS[chosen.step](paths)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
