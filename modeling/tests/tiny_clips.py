"""A tiny random CLIP with a tokenizer of its own, and its weights under the official key names."""

from collections import Counter
from itertools import pairwise
from string import ascii_lowercase

import torch
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPModel

from tulip_modeling.golden import LONG

State = dict[str, Tensor]
SIDE, DIM, CONTEXT, LONG_CONTEXT, LAYERS = 64, 64, 77, 248, 2
START_TOKEN, END_TOKEN = "<|startoftext|>", "<|endoftext|>"


def learn_merges(text: str, count: int) -> list[tuple[str, str]]:
    """The commonest pairs of neighbours, merged one after the other; ties by the alphabet.

    The library's trainer breaks ties at random, which would be another model in every run.
    """
    words = Counter(Whitespace().pre_tokenize_str(text.lower()))
    pieces = [([*word[:-1], f"{word[-1]}</w>"], n) for (word, _), n in words.items()]
    merges: list[tuple[str, str]] = []
    while len(merges) < count:
        pairs: Counter[tuple[str, str]] = Counter()
        for parts, n in pieces:
            for pair in pairwise(parts):
                pairs[pair] += n
        merges.append(min(pairs, key=lambda pair: (-pairs[pair], pair)))
        pieces = [(merged(parts, merges[-1]), n) for parts, n in pieces]
    return merges


def merged(parts: list[str], pair: tuple[str, str]) -> list[str]:
    """The parts of a word with every such pair of neighbours made one."""
    out: list[str] = []
    for part in parts:
        if out and (out[-1], part) == pair:
            out[-1] += part
        else:
            out.append(part)
    return out


def tiny_tokenizer() -> Tokenizer:
    """CLIP's kind of BPE, learnt from one paragraph: the end token has the highest id."""
    letters = [*ascii_lowercase, *".,'"]
    merges = learn_merges(LONG, 190)
    parts = [*letters, *(f"{each}</w>" for each in letters), *map("".join, merges)]
    vocabulary = {part: index for index, part in enumerate(dict.fromkeys(parts))}
    learnt = Tokenizer(BPE(vocabulary, merges, end_of_word_suffix="</w>"))
    learnt.normalizer, learnt.pre_tokenizer = Lowercase(), Whitespace()
    learnt.add_special_tokens([START_TOKEN, END_TOKEN])
    specials = [(token, learnt.token_to_id(token)) for token in (START_TOKEN, END_TOKEN)]
    learnt.post_processor = TemplateProcessing(
        single=f"{START_TOKEN} $A {END_TOKEN}", special_tokens=specials
    )
    return learnt


TOKENIZER = tiny_tokenizer()
VOCABULARY = TOKENIZER.get_vocab_size()
END = VOCABULARY - 1


def tiny_clip(
    activation: str = "quick_gelu",
    context: int = CONTEXT,
    eps: float = 1e-5,
    eos: int = 2,
    dim: int = DIM,
    side: int = SIDE,
) -> CLIPModel:
    """transformers' model with weights large enough that every part of it matters."""
    torch.manual_seed(0)
    both = {
        "hidden_size": 128,
        "intermediate_size": 512,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "hidden_act": activation,
        "layer_norm_eps": eps,
    }
    text = both | {"vocab_size": VOCABULARY, "max_position_embeddings": context}
    ends = {"eos_token_id": eos, "bos_token_id": END - 1, "pad_token_id": END}
    config = CLIPConfig(
        text_config=text | ends,
        vision_config=both | {"image_size": side, "patch_size": 16},
        projection_dim=dim,
    )
    model: CLIPModel = CLIPModel(config)
    model.train(False)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if "norm" in name or "layrnorm" in name:
                weight.copy_(torch.rand_like(weight) + 0.5)
            elif weight.ndim >= 2 and "embedding.weight" not in name.replace("patch_", ""):
                weight.normal_(std=1.5 * weight[0].numel() ** -0.5)
            elif weight.ndim:
                weight.normal_(std=0.7)
    return model


def official_state(model: CLIPModel) -> State:
    """The same weights under the key names of OpenAI and OpenCLIP."""
    text, vision = model.text_model, model.vision_model
    state = {
        "logit_scale": model.logit_scale,
        "positional_embedding": text.embeddings.position_embedding.weight,
        "text_projection": model.text_projection.weight.T,
        "token_embedding.weight": text.embeddings.token_embedding.weight,
        "visual.class_embedding": vision.embeddings.class_embedding,
        "visual.positional_embedding": vision.embeddings.position_embedding.weight,
        "visual.proj": model.visual_projection.weight.T,
        "visual.conv1.weight": vision.embeddings.patch_embedding.weight,
        **_both("ln_final", text.final_layer_norm),
        **_both("visual.ln_pre", vision.pre_layrnorm),
        **_both("visual.ln_post", vision.post_layernorm),
    }
    for prefix, tower in (("", text), ("visual.", vision)):
        for n, layer in enumerate(tower.encoder.layers):
            name = f"{prefix}transformer.resblocks.{n}"
            q, k, v = (getattr(layer.self_attn, f"{each}_proj") for each in "qkv")
            state |= {
                f"{name}.attn.in_proj_weight": torch.cat([q.weight, k.weight, v.weight]),
                f"{name}.attn.in_proj_bias": torch.cat([q.bias, k.bias, v.bias]),
                **_both(f"{name}.attn.out_proj", layer.self_attn.out_proj),
                **_both(f"{name}.ln_1", layer.layer_norm1),
                **_both(f"{name}.ln_2", layer.layer_norm2),
                **_both(f"{name}.mlp.c_fc", layer.mlp.fc1),
                **_both(f"{name}.mlp.c_proj", layer.mlp.fc2),
            }
    return {key: value.detach().clone().contiguous() for key, value in state.items()}


def _both(name: str, layer: nn.Module) -> State:
    return {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}  # type: ignore[dict-item]


def text_keys(state: State) -> State:
    """What a file without an image tower holds."""
    return {k: v for k, v in state.items() if not k.startswith("visual.") and k != "logit_scale"}
