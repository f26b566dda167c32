"""What OpenCLIP's weights leave unsaid: by the config beside them, else by a name."""

import re
from collections.abc import Iterable
from typing import Any

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.options import TowerSettings

# open_clip's model_configs of plain CLIP ViTs. Without the ending they have GELU.
QUICK = "-quickgelu"
SIZES = ("B-32", "B-16", "L-14", "L-14-336", "H-14", "H-14-378", "bigG-14")
GELU_SIZES = ("B-32-256", "B-16-plus-240", "L-14-280", "L-16", "L-16-320", "H-16", "g-14")
MODELS: dict[str, Activation] = {
    **{f"ViT-{size}": "gelu" for size in (*SIZES, *GELU_SIZES)},
    **{f"ViT-{size}{QUICK}": "quick_gelu" for size in SIZES},
}
# Words in the names of files and repositories, the first that fits (open_clip's pretrained.py).
# MetaCLIP and DFN were trained with either.
WORDS: tuple[tuple[str, Activation | None], ...] = (
    (r"quickgelu", "quick_gelu"),
    (r"metaclip|dfn", None),
    (r"openai", "quick_gelu"),
    (r"b[-_]32.*laion400m", "quick_gelu"),
    (r"laion|datacomp|commonpool", "gelu"),
)


def told_by_names(names: Iterable[str]) -> Activation | None:
    """The activation of OpenCLIP's published weights, where a name tells it."""
    said = " ".join(names).lower()
    return next((found for words, found in WORDS if re.search(words, said)), None)


def agreed_activation(model: str | None, told: Activation | None) -> Activation | None:
    """--model-name's, or what config or names tell; both only where they agree."""
    asked = MODELS[model] if model else None
    if asked and told and asked != told:
        raise CheckpointError(
            f"OpenCLIP's {model} has the activation {asked}, and the config or the name of these "
            f"weights says {told}: say which with --activation"
        )
    return asked or told


def tower_settings(config: dict[str, Any]) -> tuple[TowerSettings, TowerSettings]:
    """The image tower's and the text tower's (open_clip/model.py: CLIPVisionCfg, CLIPTextCfg)."""
    model = config.get("model_cfg") or {}
    if not model:
        return TowerSettings(), TowerSettings()
    activation: Activation = "quick_gelu" if model.get("quick_gelu") else "gelu"
    vision, text = model.get("vision_cfg") or {}, model.get("text_cfg") or {}
    image_heads = int(vision.get("width", 768)) // int(vision.get("head_width", 64))
    return (
        TowerSettings(image_heads, activation),
        TowerSettings(int(text.get("heads", 8)), activation),
    )
