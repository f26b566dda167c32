"""Tokenizer cases for the app's tests: what Python's tokenizer says about some 220 strings."""

import json
import random
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from tulip_modeling.tokens import load_tokenizer, read

CONTEXTS = (77, 20)
SEED = 77
SOURCE = Path(__file__).with_name("tokenizer_texts.json")


def _paragraph(rng: random.Random, vocabulary: list[str], words: int) -> str:
    """Made-up prose of this many words: sentences, a comma now and then, sometimes a new line."""
    out: list[str] = []
    for index in range(words):
        word = rng.choice(vocabulary)
        out.append(word.capitalize() if index == 0 or out[-1].endswith((".", "\n")) else word)
        if rng.random() < 0.09 or index == words - 1:
            out[-1] += "." + ("\n" if rng.random() < 0.1 else "")
        elif rng.random() < 0.08:
            out[-1] += ","
    return " ".join(out)


def _interrupted(rng: random.Random, prose: str, texts: list[str]) -> str:
    """A paragraph with hand-written oddities between its words, so that cuts fall among them."""
    odd = [text for text in texts if 0 < len(text) < 40]
    words = prose.split(" ")
    return " ".join(w + " " + rng.choice(odd) if rng.random() < 0.3 else w for w in words)


def case_texts() -> list[str]:
    """All strings, the same on every run: hand-written ones, and prose of several lengths."""
    source = json.loads(SOURCE.read_text(encoding="utf-8"))
    texts, words = source["texts"], source["words"].split()
    rng = random.Random(SEED)
    prose = [_paragraph(rng, words, rng.randint(60, 400)) for _ in range(16)]
    short = [_paragraph(rng, words, rng.randint(3, 40)) for _ in range(16)]
    # Lengths around the two contexts, where an off-by-one would show.
    edges = [" ".join(["dog"] * n) for n in (17, 18, 19, 20, 74, 75, 76, 77, 78)]
    mixed = [_interrupted(rng, _paragraph(rng, words, rng.randint(30, 90)), texts) for _ in prose]
    return [*texts, *prose, *short, *edges, *mixed, _paragraph(rng, words, 5000)]


def tokenizer_case(tokenizer: Tokenizer, text: str) -> dict[str, Any]:
    """Full ids with special tokens, and for each context what is read and where reading stops."""
    cuts = {context: read(tokenizer, text, context) for context in CONTEXTS}
    return {
        "text": text,
        "ids": tokenizer.encode(text).ids,
        "cuts": {str(c): {"ids": cut.ids, "offset": cut.offset} for c, cut in cuts.items()},
    }


def write_tokenizer_cases(folder: Path) -> Path:
    """Writes tokenizer-cases.json; returns its path."""
    tokenizer = load_tokenizer()
    cases = [tokenizer_case(tokenizer, text) for text in case_texts()]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tokenizer-cases.json"
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    path.write_text(f"[\n{lines}\n]\n")
    return path
