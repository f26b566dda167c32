"""Tiny random checkpoints in exactly the official formats, and references to hold imports to.

`python official_files.py FOLDER` (with tulip_modeling on PYTHONPATH) writes one of each.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import torch
from safetensors.torch import save_file
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
SIDE, DIM, CONTEXT, LONG_CONTEXT, LAYERS = 32, 64, 77, 248, 2
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
) -> CLIPModel:
    """transformers' model with weights large enough that every part of it matters."""
    torch.manual_seed(0)
    both = {
        "hidden_size": 128,
        "intermediate_size": 192,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "hidden_act": activation,
        "layer_norm_eps": eps,
    }
    text = both | {"vocab_size": VOCABULARY, "max_position_embeddings": context}
    ends = {"eos_token_id": eos, "bos_token_id": END - 1, "pad_token_id": END}
    config = CLIPConfig(
        text_config=text | ends,
        vision_config=both | {"image_size": SIDE, "patch_size": 8},
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


class _Tree(nn.Module):
    """Modules that hold a state dict's tensors by their names, for torch.jit to save."""

    def __init__(self) -> None:
        super().__init__()
        self.stride = [2, 2]  # OpenAI's archives hold such lists too

    def forward(self, x: Tensor) -> Tensor:
        return x


def _tree(state: State) -> nn.Module:
    root = _Tree()
    for key, value in state.items():
        place: nn.Module = root
        *path, leaf = key.split(".")
        for part in path:
            if part not in dict(place.named_children()):
                place.add_module(part, _Tree())
            place = place.get_submodule(part)
        if value.is_floating_point():
            place.register_parameter(leaf, nn.Parameter(value))
        else:
            place.register_buffer(leaf, value)
    return root


def write_tokenizer(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    TOKENIZER.save(str(folder / "tokenizer.json"))
    return folder


def write_openai(folder: Path, state: State) -> Path:
    """A TorchScript archive with the three sizes, as on openaipublic."""
    sizes = {"input_resolution": SIDE, "context_length": CONTEXT, "vocab_size": VOCABULARY}
    full = state | {key: torch.tensor(value) for key, value in sizes.items()}
    path = write_tokenizer(folder) / "ViT-tiny.pt"
    torch.jit.save(torch.jit.script(_tree(full)), str(path))
    return path


def write_hugging_face(folder: Path, model: CLIPModel) -> Path:
    model.save_pretrained(write_tokenizer(folder))
    return folder


def write_open_clip(folder: Path, state: State, quick_gelu: bool = False) -> Path:
    path = write_tokenizer(folder) / "open_clip_model.safetensors"
    save_file(state, path)
    config = {
        "model_cfg": {
            "embed_dim": DIM,
            "vision_cfg": {"image_size": SIDE, "layers": LAYERS, "width": 128, "patch_size": 8},
            "text_cfg": {"context_length": CONTEXT, "vocab_size": VOCABULARY, "heads": 2},
        }
        | ({"quick_gelu": True} if quick_gelu else {}),
        "preprocess_cfg": {"mean": [0.5] * 3, "std": [0.5] * 3, "interpolation": "bicubic"},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    return path


def write_long_clip(folder: Path, state: State) -> Path:
    """Both tables have 248 rows; each is wrong where the other counts."""
    table, noise = state["positional_embedding"], torch.randn(LONG_CONTEXT, 128)
    early = torch.arange(LONG_CONTEXT)[:, None] < 20
    split = {
        "positional_embedding": torch.where(early, table, noise),
        "positional_embedding_res": torch.where(early, noise, table),
    }
    path = write_tokenizer(folder) / "longclip-tiny.pt"
    torch.save(state | split, path)
    return path


def write_tulip(folder: Path, state: State, name: str = "TULIP-tiny") -> Path:
    """What the training loop saves: parallel training's prefix, optimizer and scaler included."""
    content = {
        "epoch": 1,
        "name": name,
        "state_dict": {f"module.{key}": value for key, value in state.items()},
        "optimizer": {"state": {}, "param_groups": [{"lr": 1e-5}]},
        "scaler": {"scale": 65536.0},
    }
    path = write_tokenizer(folder) / "epoch_1.pt"
    torch.save(content, path)
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "openai": lambda folder: write_openai(folder, official_state(tiny_clip())),
    "hugging-face": lambda folder: write_hugging_face(folder, tiny_clip()),
    "open-clip": lambda folder: write_open_clip(folder, official_state(tiny_clip("gelu"))),
    "long-clip": lambda folder: write_long_clip(
        folder, official_state(tiny_clip(context=LONG_CONTEXT))
    ),
    "tulip": lambda folder: write_tulip(folder, official_state(tiny_clip())),
}

if __name__ == "__main__":
    for kind, write in WRITERS.items():
        print(write(Path(sys.argv[1]) / kind))
