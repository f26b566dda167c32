"""What OpenAI's tokenizer, and OpenCLIP's after it, does to a text before it looks for words.

The app does the same in src/encoders/clean-text.ts; transformers' tokenizer does none of it.
"""

import html

import ftfy


def clean_text(text: str) -> str:
    """Mended by ftfy, HTML's entities read twice, single spaces, small letters."""
    unescaped = html.unescape(html.unescape(ftfy.fix_text(text)))
    return " ".join(unescaped.split()).lower()
