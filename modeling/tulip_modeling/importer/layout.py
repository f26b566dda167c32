"""Where the files of an imported model lie, and the manifest that names them."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tulip_modeling.graph import TABLE_FILE, Stored
from tulip_modeling.importer.clip_text import ClipTextConfig
from tulip_modeling.importer.framing import BICUBIC, Framing
from tulip_modeling.importer.options import Checkpoint, Options
from tulip_modeling.importer.shapes import Towers
from tulip_modeling.importer.vocabulary import Vocabulary
from tulip_modeling.manifest import revision


@dataclass(frozen=True)
class Layout:
    """Transformers.js' names, relative to the folder of the manifest."""

    id: str
    text_dtype: Stored = "fp16"

    @property
    def image(self) -> str:
        """The image tower: float16 stored, float32 computed."""
        return f"{self.id}/onnx/vision_model.onnx"

    @property
    def text(self) -> str:
        """The text tower: float16 or int8 stored, float32 computed."""
        name = "text_model_quantized" if self.text_dtype == "q8" else "text_model"
        return f"{self.id}/onnx/{name}.onnx"

    @property
    def table(self) -> str:
        """The token table: CLIP's 151 MB in half or a quarter, within WebGPU's 134 MB a binding."""
        return f"{self.id}/onnx/{TABLE_FILE}"

    @property
    def hidden_states(self) -> str:
        """The text tower up to its last block but one."""
        return f"{self.id}/onnx/text_hidden_states.onnx"

    @property
    def tokenizer(self) -> str:
        """The tokenizer; tokenizer_config.json lies beside it."""
        return f"{self.id}/tokenizer.json"


def trained_context(checkpoint: Checkpoint, options: Options, config: ClipTextConfig) -> int | None:
    """Tokens of the longest texts in training; for TULIP what is asked for, else by stage."""
    if config.context is not None:
        return config.context
    if config.dynamic is not None:
        return config.dynamic.trained
    return options.ntk[2] if options.ntk else checkpoint.trained_context


def dynamic_ntk(config: ClipTextConfig) -> dict[str, Any]:
    """How theta grows past the trained length, where it does."""
    return {} if config.dynamic is None else {"dynamicNtk": asdict(config.dynamic)}


def build_manifest(
    folder: Path,
    options: Options,
    checkpoint: Checkpoint,
    towers: Towers,
    framing: Framing,
    words: Vocabulary,
) -> dict[str, Any]:
    """The manifest of what lies in the folder."""
    layout, config = Layout(options.id, options.text_dtype), towers.text.config
    files = [layout.image, layout.text, layout.table, layout.tokenizer]
    positions = {"positions": "absolute"}
    rotary = {"positions": "rotary", "theta": config.theta, **dynamic_ntk(config)}
    text = {
        "context": config.context,
        "trainedContext": trained_context(checkpoint, options, config),
        **(positions if config.theta is None else rotary),
        "pooling": "end",
        "startTokenId": words.start,
        "endTokenId": words.end,
        "padTokenId": words.end,  # never read: the end token before it is
        "tokenizer": layout.tokenizer,
        "revision": revision(folder, files[1:]),
        # Named by what is computed, as the image tower's file is; q8 has a tolerance of its own.
        "files": {"q8" if options.text_dtype == "q8" else "fp32": layout.text},
    }
    model = {
        "id": options.id,
        "title": options.title or options.id,
        "family": checkpoint.family,
        "origin": f"imported from {options.source} ({checkpoint.format})",
        "licence": options.licence,
        "dim": config.dim,
        "vision": options.id,
        "text": text,
    }
    vision = {
        "side": framing.side,
        "resize": {"mode": framing.mode, "interpolation": "bicubic", "antialias": True},
        "mean": list(framing.mean),
        "std": list(framing.std),
        "revision": revision(folder, [layout.image]),
        "files": {"fp32": layout.image},
    }
    return {
        "version": 1,
        "vision": {options.id: vision},
        "models": [model],
        "externalData": {layout.text: [layout.table]},
        "sizeBytes": {name: (folder / name).stat().st_size for name in files},
        "golden": "golden.json",
    }


def preprocessor_config(framing: Framing) -> dict[str, Any]:
    """CLIPImageProcessor's settings."""
    square = {"height": framing.side, "width": framing.side}
    cropped = framing.mode == "cover-center"
    return {
        "image_processor_type": "CLIPImageProcessor",
        "do_resize": True,
        "size": {"shortest_edge": framing.side} if cropped else square,
        "resample": BICUBIC,
        "do_center_crop": cropped,
        "crop_size": square,
        "do_convert_rgb": True,
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": list(framing.mean),
        "image_std": list(framing.std),
    }


def model_config(towers: Towers) -> dict[str, Any]:
    """config.json in CLIPConfig's terms; rope_theta stands in for a position table."""
    image, text = towers.image.config, towers.text.config
    parts = [
        {
            "hidden_size": blocks.width,
            "num_hidden_layers": blocks.layers,
            "num_attention_heads": blocks.heads,
            "intermediate_size": blocks.mlp,
            "hidden_act": blocks.activation,
            "layer_norm_eps": blocks.eps,
        }
        for blocks in (image.blocks, text.blocks)
    ]
    positions: dict[str, Any] = {"max_position_embeddings": text.context}
    if text.theta is not None:
        positions = {"rope_theta": text.theta, **dynamic_ntk(text)}
    return {
        "model_type": "clip",
        "projection_dim": text.dim,
        "vision_config": parts[0] | {"image_size": image.side, "patch_size": image.patch},
        "text_config": parts[1]
        | {"vocab_size": text.vocabulary, "eos_token_id": text.end}
        | positions,
    }
