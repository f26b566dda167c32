"""Texts are read as the checkpoint's own tokenizer reads them."""

import json

import pytest
from clip_texts import clip_texts
from clip_vocabulary import clip_tokenizer, openai_ids, write_clip_tokenizer

from tulip_modeling.importer.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = write_clip_tokenizer(tmp_path_factory.mktemp("clip"))
    found: dict[str, object] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    return found


def differing(ids: list[list[int]], wanted: list[list[int]]) -> list[str]:
    rows = zip(clip_texts(), ids, wanted, strict=True)
    return [text for text, got, expected in rows if got != expected]


@pytest.mark.parametrize("cleaned", [True, False])
def test_a_thousand_strings_get_the_ids_of_the_familys_own_tokenizer(
    spec: dict[str, object], cleaned: bool
) -> None:
    texts = clip_texts()
    wanted = openai_ids(texts) if cleaned else clip_tokenizer()(texts).input_ids
    words = Vocabulary(spec, 49406, 49407, cleaned)
    assert differing(words.read(texts, None), wanted) == []
    other = Vocabulary(spec, 49406, 49407, not cleaned)
    assert len(differing(other.read(texts, None), wanted)) > 100
