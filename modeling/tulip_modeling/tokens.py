"""Text to token ids, cut to a context without losing the end token."""

import json
from dataclasses import dataclass

from tokenizers import Tokenizer

from tulip_modeling.pretrained import minilm_file

START, END, PAD = 101, 102, 0
CONTEXT = 77  # clip-lite reads so many tokens
TRAINED_CONTEXT = 512  # tulip-lite was trained on up to so many, and reads any number


@dataclass(frozen=True)
class Cut:
    """Ids as a tower reads them; offset is where reading stopped, in UTF-16 units, or None."""

    ids: tuple[int, ...]
    offset: int | None


def tokenizer_json() -> str:
    """MiniLM's tokenizer with its fixed truncation and padding switched off."""
    spec = json.loads(minilm_file("tokenizer.json"))
    return json.dumps(
        spec | {"truncation": None, "padding": None}, ensure_ascii=False, separators=(",", ":")
    )


def load_tokenizer() -> Tokenizer:
    """The tokenizer both models share."""
    return Tokenizer.from_str(tokenizer_json())


def utf16_length(text: str) -> int:
    """Length as JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def read(tokenizer: Tokenizer, text: str, context: int | None, end: int = END) -> Cut:
    """What a tower with this context reads of a text.

    The tokenizers' own truncation adds special tokens first and may lose the last one; here
    the first context - 1 ids stay and the end token follows. The offset is the end of the last
    token that was read (Encoding.offsets, which counts code points, turned into UTF-16 units).
    """
    encoding = tokenizer.encode(text)
    ids = encoding.ids
    if context is None or len(ids) <= context:
        return Cut(tuple(ids), None)
    last_read = encoding.offsets[context - 2][1]
    return Cut((*ids[: context - 1], end), utf16_length(text[:last_read]))


def read_all(
    tokenizer: Tokenizer, texts: list[str], context: int | None, end: int = END
) -> list[list[int]]:
    """The ids of many texts, each cut to the context."""
    encodings = tokenizer.encode_batch(texts)
    if context is None:
        return [e.ids for e in encodings]
    return [e.ids if len(e.ids) <= context else [*e.ids[: context - 1], end] for e in encodings]
