"""A thousand strings, the same on every run, with whatever tokenizers are known to disagree on."""

import random

from tulip_modeling.fixtures import case_texts

COUNT = 1000
ODD = (
    "&amp;amp;",
    "&amp;",
    "bread &amp; butter",
    "5 &lt; 6 &gt; 4",
    "caf&eacute;",
    "&#39;quoted&#39;",
    "it\u2019s",
    "\u201ca red door\u201d",
    "\u2018old\u2019 town",
    "rock \u2019n\u2019 roll",
    "caf\u00c3\u00a9",
    "d\u00c3\u00a9j\u00c3\u00a0 vu",
    "the \u00e2\u20ac\u0153best\u00e2\u20ac\u009d view",
    "it\u00e2\u20ac\u2122s",
    "\u00c2\u00a9 2020",
    "<|endoftext|>",
    "a dog<|endoftext|>a cat",
    "<|startoftext|> again",
    "\ufb01ne \ufb02owers",
    "\uff26\uff55\uff4c\uff4c width",
    "na\u00efve",
    "nai\u0308ve",
    "\u0130stanbul",
    "STRASSE stra\u00dfe",
    "\u039f\u0394\u039f\u03a3",
    "we'll they've I'd 'S 'T",
    "x\u00b2 + 10\u00bd",
    "\u0661\u0662\u0663",
    "zero\u200bwidth",
    "soft\u00adhyphen",
    "\u00a0nbsp\u00a0",
    "tab\there",
    "line\u2028break",
    "\ud83d\udc69\u200d\ud83d\ude80".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u4e2d\u6587 and \u65e5\u672c\u8a9e",
    "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
    "\u0939\u093f\u0928\u094d\u0926\u0940",
    "snake_case kebab-case CamelCase",
    "...!?--",
)


def clip_texts() -> list[str]:
    """Hand-written oddities, prose, and prose with oddities among its words."""
    rng = random.Random(77)
    prose = [text for text in case_texts() if len(text) < 2000]
    texts = [*ODD, *prose]
    while len(texts) < COUNT:
        words = rng.choice(prose).split(" ")[: rng.randint(3, 40)]
        for _ in range(rng.randint(1, 3)):
            words.insert(rng.randint(0, len(words)), rng.choice(ODD))
        texts.append(" ".join(words))
    return texts
