"""A tiny random CLIP with a tokenizer of its own, and its weights under the official key names."""

import torch
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing
from tokenizers.trainers import BpeTrainer
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPModel

from tulip_modeling.golden import LONG

State = dict[str, Tensor]
SIDE, DIM, CONTEXT, LONG_CONTEXT, LAYERS = 64, 64, 77, 248, 2
START_TOKEN, END_TOKEN = "<|startoftext|>", "<|endoftext|>"


def tiny_tokenizer() -> Tokenizer:
    """CLIP's kind of BPE, learnt from one paragraph: the end token has the highest id."""
    learnt = Tokenizer(BPE(end_of_word_suffix="</w>", unk_token=None))
    learnt.normalizer, learnt.pre_tokenizer = Lowercase(), Whitespace()
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    trainer = BpeTrainer(
        vocab_size=250,
        initial_alphabet=letters,
        end_of_word_suffix="</w>",
        show_progress=False,
    )
    learnt.train_from_iterator([LONG, *(f"{letter} ." for letter in letters)], trainer)
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
