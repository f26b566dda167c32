"""CLIP's real tokenizer and what it makes of a thousand strings.

python clip_tokens.py OUT writes OUT/tokenizer.json and prints {"texts", "hugging-face": ids of
transformers' CLIPTokenizer, "openai": ids of open_clip's SimpleTokenizer}.
"""

import json
import sys
from pathlib import Path

sys.path.append("modeling/tests")
from clip_texts import clip_texts
from clip_vocabulary import clip_tokenizer, openai_ids, write_clip_tokenizer

write_clip_tokenizer(Path(sys.argv[1]))
texts = clip_texts()
hugging_face = clip_tokenizer()(texts).input_ids
print(
    json.dumps(
        {"texts": texts, "hugging-face": hugging_face, "openai": openai_ids(texts)}
    )
)
