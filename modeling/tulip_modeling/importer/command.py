"""python -m tulip_modeling import: a checkpoint to a folder that the app takes."""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import torch

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.golden import LONG, MIDDLE, PHOTOS, SHORT, digits
from tulip_modeling.importer.card import card_text, settings_lines
from tulip_modeling.importer.formats import read_checkpoint
from tulip_modeling.importer.framing import Framing, golden_pixels, read_framing
from tulip_modeling.importer.graphs import write_hidden_states, write_image, write_text
from tulip_modeling.importer.hub import fetch_sources
from tulip_modeling.importer.layout import (
    Layout,
    build_manifest,
    model_config,
    preprocessor_config,
)
from tulip_modeling.importer.open_clip import MODELS
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.shapes import Towers, build_towers
from tulip_modeling.importer.vocabulary import END_TOKEN, START_TOKEN, Vocabulary, read_vocabulary
from tulip_modeling.manifest import TOLERANCE, write_json
from tulip_modeling.rope import DynamicNtk
from tulip_modeling.shipped import open_graph
from tulip_modeling.verify import Report


def import_command(arguments: list[str]) -> int:
    """Runs the command line; what is wrong with a checkpoint is said in one sentence."""
    try:
        import_checkpoint(fetch_sources(parse(arguments)))
    except CheckpointError as error:
        print(f"Nothing was written: {error}", file=sys.stderr)
        return 1
    return 0


def import_checkpoint(options: Options) -> Report:
    """Reads, exports and verifies; `out` appears only when every check has passed."""
    if options.out.exists():
        raise CheckpointError(f"{options.out} is there already: delete it or name another folder")
    checkpoint = read_checkpoint(options)
    print(f"{options.source}: {checkpoint.format}, family {checkpoint.family}")
    for key, why in checkpoint.ignored.items():
        print(f"  not used: {key} ({why})")
    words = read_vocabulary(options, checkpoint)
    towers = build_towers(checkpoint, options, words.end)
    print("\n".join(settings_lines(towers)))
    framing = read_framing(checkpoint, towers.image.config.side)
    report = Report()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{options.id}-", dir=options.out.parent))
    try:
        write_graphs(part, options, towers, framing, words, report)
        if report.failed:
            raise CheckpointError("the graphs differ from PyTorch: " + "; ".join(report.failed))
        write_words(part / options.id, words)
        write_json(part / options.id / "config.json", model_config(towers))
        write_json(part / options.id / "preprocessor_config.json", preprocessor_config(framing))
        card = card_text(options, checkpoint, towers, report)
        (part / options.id / "MODEL_CARD.md").write_text(card, encoding="utf-8")
        write_json(part / "golden.json", build_golden(part, options, towers, framing, words))
        manifest = build_manifest(part, options, checkpoint, towers, framing, words)
        write_json(part / "manifest.json", manifest)
        part.chmod(0o755)  # mkdtemp's folders are private
        part.rename(options.out)
    except BaseException:
        shutil.rmtree(part)
        raise
    print(f"{len(report.measured)} checks passed; the model is in {options.out}")
    return report


def write_graphs(
    folder: Path,
    options: Options,
    towers: Towers,
    framing: Framing,
    words: Vocabulary,
    report: Report,
) -> None:
    """All graphs, each checked."""
    layout = Layout(options.id, options.text_dtype)
    write_image(report, towers.image, framing, folder / layout.image)
    write_text(report, towers.text, words, folder, layout)
    if options.hidden_states:
        write_hidden_states(report, towers.text, words, folder, layout)


def write_words(folder: Path, words: Vocabulary) -> None:
    """tokenizer.json, and the configuration that transformers.js wants beside it.

    `cleaning` is the app's: OpenAI's tokenizer and OpenCLIP's mend a text first (ftfy, HTML).
    """
    write_json(folder / "tokenizer.json", words.spec)
    special = {"bos_token": START_TOKEN, "eos_token": END_TOKEN, "pad_token": END_TOKEN}
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "CLIPTokenizer", "do_lower_case": True, "unk_token": END_TOKEN}
        | special
        | ({"cleaning": "openai"} if words.cleaned else {}),
    )


def build_golden(
    folder: Path, options: Options, towers: Towers, framing: Framing, words: Vocabulary
) -> dict[str, Any]:
    """What the written graphs give; the photos are samples that the app has."""
    layout = Layout(options.id, options.text_dtype)
    text, image = open_graph(folder / layout.text), open_graph(folder / layout.image)
    texts = []
    for sentence in (SHORT, MIDDLE, LONG):
        [ids] = words.read([sentence], towers.text.config.context)
        vector = digits(text.run(torch.tensor([ids]))[0])
        texts.append({"model": options.id, "text": sentence, "ids": ids, "vector": vector})
    photos = [
        {
            "vision": options.id,
            "file": name,
            "vector": digits(image.run(golden_pixels(name, framing)[None])[0]),
        }
        for name in PHOTOS
    ]
    return {"texts": texts, "photos": photos, "tolerance": TOLERANCE}


def parse(arguments: list[str]) -> Options:
    """The options, each checked on its own."""
    parser = argparse.ArgumentParser(prog="tulip_modeling import", description=__doc__)
    parser.add_argument("path", type=Path, help="a weight file, a folder with one, or hf:ID")
    parser.add_argument("--id", required=True, type=_id, help="name of the model: a-z, 0-9, . _ -")
    parser.add_argument("--out", required=True, type=Path, help="a new folder")
    parser.add_argument("--family", choices=["clip", "tulip"], help="where the file can't tell")
    parser.add_argument("--base", type=Path, help="TULIP text tower: its CLIP, PATH or hf:ID")
    theta = parser.add_mutually_exclusive_group()
    theta.add_argument("--rope-theta", type=float, help="TULIP: rope's base, else 10000")
    theta.add_argument(
        "--ntk", type=parse_ntk, help="FACTOR:FROM:TO scales 10000 to a longer context"
    )
    parser.add_argument(
        "--dynamic-ntk",
        type=_dynamic_ntk,
        help="TULIP: FACTOR:TRAINED scales theta further for each text of more than TRAINED tokens",
    )
    parser.add_argument("--heads", type=parse_heads, help="IMAGE:TEXT, or one number for both")
    parser.add_argument("--activation", choices=["gelu", "quick_gelu"])
    parser.add_argument("--model-name", choices=MODELS, metavar="NAME", help="OpenCLIP's --model")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json, its folder, or hf:ID")
    parser.add_argument("--title")
    parser.add_argument("--licence", default=Options.licence)
    parser.add_argument(
        "--text-dtype",
        choices=["fp16", "q8"],
        default=Options.text_dtype,
        help="how text weights are stored: q8 is half as large and less exact, as the checks say",
    )
    parser.add_argument("--hidden-states", action="store_true", help="one more graph")
    return Options(**vars(parser.parse_args(arguments)))


def _id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", text):
        raise argparse.ArgumentTypeError("lower-case letters, digits, dots and dashes only")
    return text


def parse_ntk(text: str) -> tuple[float, int, int]:
    """FACTOR:FROM:TO."""
    factor, old, new = text.split(":")
    return float(factor), int(old), int(new)


def _dynamic_ntk(text: str) -> DynamicNtk:
    factor, trained = text.split(":")
    if float(factor) <= 0 or int(trained) < 1:
        raise argparse.ArgumentTypeError("a factor above 0 and at least one trained token")
    return DynamicNtk(float(factor), int(trained))


def parse_heads(text: str) -> tuple[int, int]:
    """IMAGE:TEXT, or one number for both."""
    numbers = [int(number) for number in text.split(":")]
    return numbers[0], numbers[-1]
