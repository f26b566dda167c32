"""Which format a checkpoint has, and the same Checkpoint from each."""

import re
from dataclasses import replace

import torch
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer import hugging_face, open_clip
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.options import Checkpoint, Family, Options, TowerSettings
from tulip_modeling.importer.weights import Weights, read_json, read_weights

OPENAI_SIZES = ("input_resolution", "context_length", "vocab_size")
KEPT_ROWS = 20  # Long-CLIP (arXiv 2403.15378) keeps so many of CLIP's positions, stretches the rest
SCALE = "scores are cosines, without a temperature"
COUNTED = "positions are counted anew"
MASK = "the causal mask is built from the text's length"
SIZES = "read from the weights' shapes"
ROTARY = "left over from the base: positions are rotary"
IGNORED = {  # format: {key pattern: why}
    "OpenAI CLIP": {r"logit_scale": SCALE, r"(.*\.)?attn_mask": MASK}
    | dict.fromkeys(OPENAI_SIZES, SIZES),
    "OpenCLIP": {r"logit_scale": SCALE, r"attn_mask": MASK},
    "Hugging Face CLIPModel": {
        r"logit_scale": SCALE,
        r"(text|vision)_model\.embeddings\.position_ids": COUNTED,
    },
    "Long-CLIP": {r"logit_scale": SCALE, r"(.*\.)?attn_mask": MASK}
    | dict.fromkeys(OPENAI_SIZES, SIZES),
    "TULIP": {r"logit_scale": SCALE, r"attn_mask": MASK, r"positional_embedding": ROTARY},
}  # fmt: skip


def read_checkpoint(options: Options) -> Checkpoint:
    """Any supported checkpoint; a TULIP text tower without an image tower takes the base's."""
    weights = read_weights(options.path)
    family = options.family or tell_family(weights)
    checkpoint = (read_tulip if family == "tulip" else read_clip)(weights, options)
    has_image = any(key.startswith("visual.") for key in checkpoint.state)
    if not has_image and options.base is None:
        raise CheckpointError(
            f"{weights.file.name} holds a text tower only (stage 1 or a locked image tower): "
            "name the CLIP that it started from with --base PATH"
        )
    return with_base(checkpoint, options) if options.base else checkpoint


def tell_family(weights: Weights) -> Family:
    """TULIP or CLIP; both save the same keys in the same way, so it may have to be asked."""
    keys = weights.tensors
    if weights.torchscript or hugging_face.is_hugging_face(keys) or is_long_clip(keys):
        return "clip"
    if "positional_embedding" not in keys:
        return "tulip"
    if not weights.wrapped and any(key.startswith("visual.") for key in keys):
        return "clip"  # TULIP's training code always saves {"state_dict": ...}
    if "tulip" in weights.run.lower():
        return "tulip"
    raise CheckpointError(
        f"{weights.file.name} may be CLIP (absolute positions) or TULIP (rotary, the position "
        "table left over): say which with --family clip or --family tulip"
    )


def is_long_clip(keys: dict[str, Tensor]) -> bool:
    """Whether there is a second position table."""
    return "positional_embedding_res" in keys


def read_tulip(weights: Weights, options: Options) -> Checkpoint:
    """TULIP's .pt: text towers have GELU; image towers their base's, QuickGELU for OpenAI's."""
    state, ignored = sort_keys(weights.tensors, "TULIP")
    said = weights.settings
    base = open_clip.agreed_activation(options.model_name, None) or "quick_gelu"
    image = replace(TowerSettings(activation=base), **said.get("image", {}))
    text = replace(TowerSettings(activation="gelu"), **said.get("text", {}))
    # A text-only file may be of stage 1, which saw 77 tokens, or 2: only the shorter is certain.
    context = 248 if any(key.startswith("visual.") for key in state) else 77
    return Checkpoint(
        "TULIP",
        "tulip",
        state,
        image,
        text,
        (weights.folder,),
        ignored,
        trained_context=said.get("trained_context", context),
        theta=said.get("theta"),
        cleaned=said.get("cleaned", True),
    )


def read_clip(weights: Weights, options: Options) -> Checkpoint:
    """Every other format, told by its keys."""
    if hugging_face.is_hugging_face(weights.tensors):
        _refuse_model_name(options, "Hugging Face CLIPModel")
        return read_hugging_face(weights)
    tensors, config = weights.tensors, read_json(weights.folder / "open_clip_config.json")
    image, text = open_clip.tower_settings(config)
    openai = all(key in tensors for key in OPENAI_SIZES)
    if is_long_clip(tensors):
        name, tensors = "Long-CLIP", join_positions(tensors)
    else:
        name = "OpenAI CLIP" if openai else "OpenCLIP"
    activation: Activation | None = "quick_gelu"
    if name == "OpenCLIP":
        told = image.activation or open_clip.told_by_names(
            (options.source, weights.file.name, weights.run)
        )
        activation = open_clip.agreed_activation(options.model_name, told)
    else:
        _refuse_model_name(options, name)
    image, text = (replace(tower, activation=activation) for tower in (image, text))
    state, ignored = sort_keys(tensors, name)
    preprocessing = config.get("preprocess_cfg") or {}
    return Checkpoint(name, "clip", state, image, text, (weights.folder,), ignored, preprocessing)


def _refuse_model_name(options: Options, name: str) -> None:
    if options.model_name:
        raise CheckpointError(f"--model-name is for OpenCLIP's weights, and these are {name}'s")


def read_hugging_face(weights: Weights) -> Checkpoint:
    """A CLIPModel folder, or the weights in one."""
    config = read_json(weights.folder / "config.json")
    if config.get("model_type") != "clip":
        raise CheckpointError(
            f"{weights.file.name} has the keys of a CLIPModel, and its config.json with "
            f'"model_type": "clip" is not beside it in {weights.folder}'
        )
    name = "Hugging Face CLIPModel"
    kept, ignored = sort_keys(weights.tensors, name)
    return Checkpoint(
        name,
        "clip",
        {key: value.float() for key, value in hugging_face.rename(kept).items()},
        hugging_face.tower_settings(config, "vision"),
        hugging_face.tower_settings(config, "text"),
        (weights.folder,),
        ignored,
        end=hugging_face.end_token(config),
        cleaned=False,
    )


def sort_keys(tensors: dict[str, Tensor], name: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The weights in float32, and the keys that this format ignores with the reason."""
    ignored = {
        key: why
        for key in tensors
        for pattern, why in IGNORED[name].items()
        if re.fullmatch(pattern, key)
    }
    return {k: v.float() for k, v in tensors.items() if k not in ignored}, ignored


def join_positions(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Long-CLIP's table: its first rows from one parameter, the others from the trained one."""
    state = dict(tensors)
    fixed, trained = state.pop("positional_embedding", None), state.pop("positional_embedding_res")
    if fixed is None or fixed.shape != trained.shape:
        raise CheckpointError("positional_embedding and positional_embedding_res differ in shape")
    state["positional_embedding"] = torch.cat([fixed[:KEPT_ROWS], trained[KEPT_ROWS:]])
    return state


def with_base(checkpoint: Checkpoint, options: Options) -> Checkpoint:
    """The same text tower with the image tower of the CLIP at --base."""
    assert options.base is not None
    if any(key.startswith("visual.") for key in checkpoint.state):
        raise CheckpointError(f"{checkpoint.format} file has an image tower: leave --base out")
    base = read_clip(read_weights(options.base), replace(options, path=options.base, origin=None))
    image = {key: value for key, value in base.state.items() if key.startswith("visual.")}
    return replace(
        checkpoint,
        format=f"{checkpoint.format} text tower with the image tower of {base.format}",
        state=checkpoint.state | image,
        image=base.image,
        folders=(*checkpoint.folders, *base.folders),
        preprocessing=base.preprocessing,
    )
