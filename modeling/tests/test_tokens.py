import json

import pytest

from tulip_modeling.fixtures import case_texts, tokenizer_case
from tulip_modeling.paths import Paths
from tulip_modeling.tokens import END, START, load_tokenizer, read, read_all, utf16_length


def test_truncation_keeps_the_end_token() -> None:
    cut = read(load_tokenizer(), "dog " * 300, 77)
    assert len(cut.ids) == 77
    assert cut.ids[0] == START and cut.ids[-1] == END
    assert END not in cut.ids[:-1]


def test_a_text_that_just_fits_is_not_cut() -> None:
    tokenizer = load_tokenizer()
    assert read(tokenizer, " ".join(["dog"] * 75), 77).offset is None
    assert read(tokenizer, " ".join(["dog"] * 76), 77).offset == 75 * 4 - 1


def test_offsets_count_utf16_units() -> None:
    text = "😀 dog 👩‍👩‍👧 " * 20
    cut = read(load_tokenizer(), text, 20)
    assert cut.offset is not None
    before = text.encode("utf-16-le")[: cut.offset * 2].decode("utf-16-le")
    assert utf16_length(before) == cut.offset > len(before)


@pytest.mark.parametrize("context", [None, 20, 77])
def test_many_texts_read_as_one_by_one(context: int | None) -> None:
    tokenizer, texts = load_tokenizer(), case_texts()[:60]
    alone = [list(read(tokenizer, text, context).ids) for text in texts]
    assert read_all(tokenizer, texts, context) == alone


def test_the_committed_cases_are_what_the_tokenizer_says(paths: Paths) -> None:
    path = paths.fixtures / "tokenizer-cases.json"
    committed = json.loads(path.read_text(encoding="utf-8"))
    tokenizer = load_tokenizer()
    fresh = [tokenizer_case(tokenizer, text) for text in case_texts()]
    assert len(fresh) >= 200
    assert path.stat().st_size < 1_500_000
    assert json.loads(json.dumps(fresh)) == committed
