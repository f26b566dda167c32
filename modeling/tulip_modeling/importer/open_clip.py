"""open_clip_config.json: what OpenCLIP writes beside its weights."""

from typing import Any

from tulip_modeling.importer.blocks import Activation
from tulip_modeling.importer.options import TowerSettings


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
