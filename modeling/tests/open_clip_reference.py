"""open_clip by itself: its towers and tokenizer over what a test wrote, in a process of its own.

python open_clip_reference.py JOB.pt ANSWER.pt, with modeling/.venv/reference on PYTHONPATH.
A job is {"models": {name: path}, "pixels", "ids", "texts"}; a path is an official OpenAI file or a
folder with open_clip_config.json. The answer is {"models": {name: (images, texts)}, "ids",
"configs": {model's name: its config}, "published": [(its name, tag, where it lies, QuickGELU)]}.
"""

import sys
from pathlib import Path
from types import ModuleType

import torch
from torch import Tensor


def import_open_clip() -> ModuleType:
    """torchvision built for CUDA wants two operators named that no tower here uses."""
    try:
        import open_clip
    except RuntimeError:
        for name in [name for name in sys.modules if name.split(".")[0] in ("torchvision", "timm")]:
            del sys.modules[name]
        library = torch.library.Library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        globals()["library"] = library  # its definitions go when it does
        import open_clip
    return open_clip


@torch.inference_mode()
def encode(open_clip: ModuleType, path: Path, pixels: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
    """Unit vectors of both towers, as open_clip itself loads the file."""
    if path.is_dir():
        model = open_clip.create_model(f"local-dir:{path}")
    else:
        model = open_clip.load_openai_model(str(path), device="cpu")
    model.eval()
    images = model.encode_image(pixels, normalize=True)
    return images, model.encode_text(ids, normalize=True)


def main(job_file: str, answer_file: str) -> None:
    """Answers one job."""
    open_clip = import_open_clip()
    job = torch.load(job_file, weights_only=True)
    models = {
        name: encode(open_clip, Path(path), job["pixels"], job["ids"])
        for name, path in job["models"].items()
    }
    tokenizer = open_clip.SimpleTokenizer()
    start, end = tokenizer.sot_token_id, tokenizer.eot_token_id
    ids = [[start, *tokenizer.encode(text), end] for text in job["texts"]]
    configs = {name: open_clip.get_model_config(name) for name in open_clip.list_models()}
    published = [
        (
            name,
            tag,
            f"{tower.get('url', '')} {tower.get('hf_hub', '')}",
            bool(tower.get("quick_gelu")),
        )
        for name, tags in open_clip.pretrained._PRETRAINED.items()
        for tag, tower in tags.items()
    ]
    answer = {"models": models, "ids": ids, "configs": configs, "published": published}
    torch.save(answer, answer_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
