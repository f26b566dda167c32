"""Sizes from the weights, then both towers with every key in its place."""

import math
import re
from dataclasses import dataclass
from typing import Literal

from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError, misfits
from tulip_modeling.importer.blocks import Activation, BlockConfig
from tulip_modeling.importer.clip_text import ClipTextConfig, ClipTextTower
from tulip_modeling.importer.hugging_face import their_name
from tulip_modeling.importer.options import Checkpoint, Options, TowerSettings
from tulip_modeling.importer.vit import ImageConfig, VisionTower
from tulip_modeling.rope import ntk_theta

# Heads of 64 are OpenAI's rule (clip/model.py) and what every plain CLIP of open_clip's
# model_configs has, but for the image towers of ViT-H, ViT-g, ViT-bigG and ViT-e.
IMAGE_HEADS = {1280: 16, 1408: 16, 1664: 16, 1792: 16}
THETA = 10000.0  # of the authors' evaluation
FIRST_MLP = "transformer.resblocks.0.mlp.c_fc.weight"
DIMENSIONS = {  # keys that sizes are read from, and how many dimensions they have
    "visual.conv1.weight": 4,
    "visual.positional_embedding": 2,
    "visual.proj": 2,
    f"visual.{FIRST_MLP}": 2,
    "token_embedding.weight": 2,
    "text_projection": 2,
    FIRST_MLP: 2,
}


@dataclass(frozen=True)
class Towers:
    """Both towers of a model, loaded."""

    image: VisionTower
    text: ClipTextTower


def build_towers(checkpoint: Checkpoint, options: Options, end: int) -> Towers:
    """Both towers, or an error that lists every key that is missing, unexpected or misshapen."""
    _refuse([f"missing {k}" for k in DIMENSIONS if k not in checkpoint.state], checkpoint)
    _refuse(
        [f"{k} has {checkpoint.state[k].ndim} dimensions, wanted {n}"
         for k, n in DIMENSIONS.items() if checkpoint.state[k].ndim != n],
        checkpoint,
    )  # fmt: skip
    image_state, text_state = checkpoint.part(image=True), checkpoint.part(image=False)
    image = VisionTower(image_config(checkpoint, options, image_state))
    text = ClipTextTower(text_config(checkpoint, options, text_state, end))
    _refuse(
        [*misfits(image, image_state, "visual."), *misfits(text, text_state)],
        checkpoint,
    )
    if image.config.dim != text.config.dim:
        raise CheckpointError(
            f"the image tower gives {image.config.dim} numbers and the text tower "
            f"{text.config.dim}: they are of different models"
        )
    image.load_state_dict(image_state, strict=True)
    text.load_state_dict(text_state, strict=True)
    return Towers(image.eval(), text.eval())


def _refuse(problems: list[str], checkpoint: Checkpoint) -> None:
    """Stops with the list, in the format's own key names."""
    if not problems:
        return
    if checkpoint.format.startswith("Hugging Face"):
        words = [problem.split(" ") for problem in problems]
        problems = [" ".join(their_name(word) for word in line) for line in words]
    raise CheckpointError(
        f"this {checkpoint.format} checkpoint does not fit: {'; '.join(problems)}"
    )


def image_config(checkpoint: Checkpoint, options: Options, state: dict[str, Tensor]) -> ImageConfig:
    """Sizes of the image tower: conv1 [width, 3, patch, patch], a position a patch and one more."""
    width, _, patch, _ = state["conv1.weight"].shape
    positions = len(state["positional_embedding"])
    grid = math.isqrt(max(positions - 1, 0))
    if grid * grid != positions - 1:
        raise CheckpointError(f"visual.positional_embedding has {positions} rows: no square photo")
    asked = options.heads[0] if options.heads else None
    heads = _agreed(asked, checkpoint.image.heads, "image") or usual_heads(width, "image")
    blocks = _blocks(state, width, heads, checkpoint.image, options.activation)
    return ImageConfig(blocks, patch, patch * grid, state["proj"].shape[1])


def text_config(
    checkpoint: Checkpoint, options: Options, state: dict[str, Tensor], end: int
) -> ClipTextConfig:
    """Sizes of the text tower; TULIP's has no position table, whatever the file still holds."""
    vocabulary, width = state["token_embedding.weight"].shape
    asked = options.heads[1] if options.heads else None
    heads = _agreed(asked, checkpoint.text.heads, "text") or usual_heads(width, "text")
    rotary = checkpoint.family == "tulip"
    named = None if rotary else options.activation  # TULIP's text tower is GELU, whatever the base
    blocks = _blocks(state, width, heads, checkpoint.text, named)
    context = None if rotary else len(state.get("positional_embedding", ()))
    theta = rope_theta(options, checkpoint.theta, blocks.head_dim) if rotary else None
    dim = state["text_projection"].shape[1]
    dynamic = options.dynamic_ntk
    if dynamic is not None and not rotary:
        raise CheckpointError(
            f"--dynamic-ntk is for rotary positions: this {checkpoint.format} has a position table"
        )
    return ClipTextConfig(blocks, vocabulary, dim, end, context, theta, dynamic)


def rope_theta(options: Options, said: float | None, head_dim: int) -> float:
    """--rope-theta, or --ntk's scaling of 10000, or what the file says (the authors' don't)."""
    if options.ntk is not None:
        return ntk_theta(THETA, *options.ntk, head_dim)
    return options.rope_theta or said or THETA


def usual_heads(width: int, tower: Literal["image", "text"]) -> int:
    """The heads that every published CLIP has in a tower of this width; the weights don't tell."""
    if tower == "image" and width in IMAGE_HEADS:
        return IMAGE_HEADS[width]
    if width % 64:
        raise CheckpointError(
            f"the {tower} tower is {width} wide, no multiple of 64, and no config beside the "
            "weights says how many attention heads it has: say so with --heads IMAGE:TEXT"
        )
    return width // 64


def _agreed(asked: int | None, said: int | None, tower: str) -> int | None:
    if asked and said and asked != said:
        raise CheckpointError(
            f"the config says that the {tower} tower has {said} attention heads, and --heads says "
            f"{asked}: leave --heads out"
        )
    return asked or said


def _blocks(
    state: dict[str, Tensor],
    width: int,
    heads: int,
    settings: TowerSettings,
    asked: Activation | None,
) -> BlockConfig:
    activation = asked or settings.activation
    if activation is None:
        raise CheckpointError(
            "nothing beside the weights says which activation they were trained with: say so with "
            "--activation quick_gelu (OpenAI's weights and what was tuned from them) or gelu, or "
            "name OpenCLIP's model with --model-name, as ViT-B-32 or ViT-B-32-quickgelu"
        )
    if width % heads:
        raise CheckpointError(f"{heads} heads do not divide a width of {width}")
    numbers = [re.match(r"transformer\.resblocks\.(\d+)\.", key) for key in state]
    layers = 1 + max(int(found[1]) for found in numbers if found)
    return BlockConfig(width, layers, heads, len(state[FIRST_MLP]), activation, settings.eps)
