"""The tokenizer.json of a checkpoint, and what the towers must know of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.clean_text import clean_text
from tulip_modeling.importer.options import Checkpoint, Options
from tulip_modeling.tokens import read_all

START_TOKEN, END_TOKEN = "<|startoftext|>", "<|endoftext|>"


@dataclass(frozen=True)
class Vocabulary:
    """A tokenizer that neither cuts nor pads, its special ids, and what it does before."""

    spec: dict[str, Any]
    start: int
    end: int
    cleaned: bool  # texts are mended first, as OpenAI's tokenizer does

    @property
    def tokenizer(self) -> Tokenizer:
        """Ready to encode."""
        return Tokenizer.from_str(json.dumps(self.spec))

    def read(self, texts: Sequence[str], context: int | None) -> list[list[int]]:
        """The ids of texts as the model was trained to read them, each cut to the context."""
        words = [clean_text(text) for text in texts] if self.cleaned else list(texts)
        return read_all(self.tokenizer, words, context, self.end)


def read_vocabulary(options: Options, checkpoint: Checkpoint) -> Vocabulary:
    """--tokenizer, else the folder of the checkpoint."""
    spec = json.loads(_find(options, checkpoint).read_text(encoding="utf-8"))
    spec |= {"truncation": None, "padding": None}
    tokenizer = Tokenizer.from_str(json.dumps(spec))
    start, end = tokenizer.token_to_id(START_TOKEN), tokenizer.token_to_id(END_TOKEN)
    if start is None or end is None:
        raise CheckpointError(f"the tokenizer has no {START_TOKEN} or no {END_TOKEN}")
    ids = tokenizer.encode("a").ids
    if ids[0] != start or ids[-1] != end:
        raise CheckpointError(
            f"the tokenizer does not put {START_TOKEN} first and {END_TOKEN} last"
        )
    _check_end(checkpoint, end, tokenizer.get_vocab_size())
    return Vocabulary(spec, start, end, checkpoint.cleaned)


def _find(options: Options, checkpoint: Checkpoint) -> Path:
    given, found = options.tokenizer, checkpoint.beside("tokenizer.json")
    if given is not None:
        found = given / "tokenizer.json" if given.is_dir() else given
    if found is None or not found.is_file():
        raise CheckpointError(
            f"there is no {'tokenizer.json beside the weights' if given is None else found}: name "
            "one with --tokenizer; every CLIP with 49,408 tokens has the same, so --tokenizer "
            "hf:openai/clip-vit-base-patch32 will do"
        )
    return found


def _check_end(checkpoint: Checkpoint, end: int, size: int) -> None:
    """The vector is read at the end token: where the config names it, or at the highest id."""
    table: Tensor | None = checkpoint.state.get("token_embedding.weight")
    if table is None:
        return  # named with all other missing keys
    wanted = len(table) - 1 if checkpoint.end is None else checkpoint.end
    if end != wanted or size > len(table):
        raise CheckpointError(
            f"the tokenizer is not this checkpoint's: {size} tokens and the end token {end}, where "
            f"the weights have {len(table)} and {wanted}"
        )
