"""What a photo is of, so that kinds can be reported each by itself."""

import json
from pathlib import Path

FLICKR = "people and dogs outdoors (Flickr8k)"
_KINDS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("object_kinds.json").read_text(encoding="utf-8")
)
_KIND_OF = {wnid: kind for kind, wnids in _KINDS.items() for wnid in wnids}
KINDS = (FLICKR, *_KINDS)


def kind_of(name: str) -> str:
    """By a photo's file name: that of an objects photo begins with its WordNet number."""
    return _KIND_OF.get(name.split("_")[0], FLICKR)
