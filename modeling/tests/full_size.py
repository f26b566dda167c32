"""A TULIP ViT-L/14 of full size with random weights, through import, export and verify.

python full_size.py FOLDER (with tulip_modeling on PYTHONPATH; 4 GB of disk, some minutes) writes
results/full-size.json: the time it took and the most memory that the import held.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

import torch
from clip_vocabulary import SIZE, write_clip_tokenizer
from torch import Tensor

from tulip_modeling.importer.blocks import BlockConfig
from tulip_modeling.importer.clip_text import ClipTextConfig, ClipTextTower
from tulip_modeling.importer.vit import ImageConfig, VisionTower
from tulip_modeling.paths import Paths
from tulip_modeling.results import write_result

LIMIT_GB = 16


def random_weights(module: torch.nn.Module) -> dict[str, Tensor]:
    """Weights that keep activations near 1 in depth, as trained ones do."""
    state = module.state_dict()
    for key, value in state.items():
        if value.ndim > 1:
            value.normal_(std=value[0].numel() ** -0.5)
        elif key.endswith("weight"):
            value.uniform_(0.5, 1.5)
        else:
            value.normal_(std=0.1)
    return state


def write_tulip_l14(folder: Path) -> Path:
    """What TULIP's second stage saves of a ViT-L/14 with OpenAI's vocabulary."""
    torch.manual_seed(0)
    image = ImageConfig(BlockConfig(1024, 24, 16, 4096, "quick_gelu"), patch=14, side=224, dim=768)
    blocks = BlockConfig(768, 12, 12, 3072, "gelu")
    text = ClipTextConfig(blocks, SIZE, 768, end=SIZE - 1, context=None, theta=10000.0)
    state = {f"module.visual.{k}": v for k, v in random_weights(VisionTower(image)).items()}
    state |= {f"module.{k}": v for k, v in random_weights(ClipTextTower(text)).items()}
    left_over = {"positional_embedding": torch.zeros(77, 768), "logit_scale": torch.tensor(4.6)}
    state |= {f"module.{key}": value for key, value in left_over.items()}
    path = write_clip_tokenizer(folder) / "tulip-l14.pt"
    torch.save({"epoch": 1, "name": "TULIP-ViT-L-14", "state_dict": state, "optimizer": {}}, path)
    return path


def main(folder: Path) -> None:
    """Imports it in a process of its own, so that only the import's memory counts."""
    path, out = write_tulip_l14(folder / "in"), folder / "out"
    command = [sys.executable, "-m", "tulip_modeling", "import", str(path)]
    started = time.monotonic()
    subprocess.run([*command, "--id", "tulip-l14", "--out", str(out)], check=True)
    minutes = (time.monotonic() - started) / 60
    peak_gb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e9
    files = sorted(file for file in out.rglob("*") if file.suffix in (".onnx", ".bin"))
    measured = {
        "checkpoint_bytes": path.stat().st_size,
        "minutes": round(minutes, 1),
        "peak_memory_gb": round(peak_gb, 1),
        "limit_gb": LIMIT_GB,
        "bytes": {file.name: file.stat().st_size for file in files},
    }
    write_result(Paths().results, "full-size", measured)
    print(measured)
    if peak_gb > LIMIT_GB:
        raise SystemExit(f"{peak_gb:.1f} GB is more than {LIMIT_GB}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
