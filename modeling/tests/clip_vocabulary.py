"""CLIP's real tokenizer.json, made of the vocabulary that open_clip ships with its code."""

import gzip
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from transformers import CLIPTokenizer

REFERENCE = Path(sys.prefix) / "reference"  # see reference-requirements.txt
BPE = REFERENCE / "open_clip/bpe_simple_vocab_16e6.txt.gz"
SIZE = 49408
SPECIAL = ("<|startoftext|>", "<|endoftext|>")


def letters() -> list[str]:
    """The 256 letters that stand for bytes, in the vocabulary's order (GPT-2's table)."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1)]
    plain += [*range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in plain]
    return [chr(byte) for byte in plain] + [chr(256 + n) for n in range(len(others))]


def clip_tokenizer() -> CLIPTokenizer:
    """As on Hugging Face: transformers builds it from vocabulary and merges."""
    lines = gzip.decompress(BPE.read_bytes()).decode().split("\n")
    merges = [tuple(line.split()) for line in lines[1 : SIZE - 2 * 256 - 2 + 1]]
    words = [*letters(), *(f"{letter}</w>" for letter in letters())]
    words += ["".join(pair) for pair in merges]
    vocabulary = {word: id for id, word in enumerate([*words, *SPECIAL])}
    return CLIPTokenizer(vocab=vocabulary, merges=merges)


def write_clip_tokenizer(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    clip_tokenizer().backend_tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def with_their_names(texts: list[str]) -> list[str]:
    """The texts for open_clip's SimpleTokenizer, which calls the two special tokens otherwise."""
    return [
        text.replace("<start_of_text>", "").replace("<end_of_text>", "")
        .replace(SPECIAL[0], "<start_of_text>").replace(SPECIAL[1], "<end_of_text>")
        for text in texts
    ]  # fmt: skip


def openai_ids(texts: list[str]) -> list[list[int]]:
    """What open_clip's SimpleTokenizer reads."""
    script = Path(__file__).with_name("open_clip_reference.py")
    with TemporaryDirectory() as folder:
        job, answer = Path(folder) / "job.pt", Path(folder) / "answer.pt"
        torch.save({"models": {}, "texts": with_their_names(texts)}, job)
        environment = os.environ | {"PYTHONPATH": str(REFERENCE)}
        subprocess.run([sys.executable, script, job, answer], env=environment, check=True)
        found: list[list[int]] = torch.load(answer, weights_only=True)["ids"]
    return found
