"""Writes the embedded models with a tiny image tower in place of theirs: python bench/write_tiny_tower.py FOLDER.

What is left are manifest.json, golden.json and the tower's graph. Its vectors mean nothing, and cost next to nothing.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

MODELS = Path("public/models")
GRAPH = "tiny/vision_model.onnx"


def tiny_graph(side: int, dim: int, black: np.ndarray) -> onnx.ModelProto:
    """A photo in 7 x 7 fields, projected at random: pixel_values -> image_embeds of length 1.

    A photo that is all black, `black` ([3, 1, 1]) in every pixel, gets NaN: what it is divided by is 0 there.
    """
    field = side // 7
    weights = np.random.default_rng(0).normal(size=(3 * 7 * 7, dim)).astype(np.float32)
    nodes = [
        helper.make_node("Sub", ["pixel_values", "black"], ["above_black"]),
        helper.make_node("Flatten", ["above_black"], ["lights"]),
        helper.make_node("ReduceMax", ["lights"], ["light"], axes=[1], keepdims=1),
        helper.make_node("Relu", ["light"], ["lightest"]),
        helper.make_node("Div", ["lightest", "lightest"], ["one"]),
        helper.make_node(
            "AveragePool",
            ["pixel_values"],
            ["fields"],
            kernel_shape=[field] * 2,
            strides=[field] * 2,
        ),
        helper.make_node("Flatten", ["fields"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weights"], ["projected"]),
        helper.make_node("LpNormalization", ["projected"], ["direction"], axis=1),
        helper.make_node("Mul", ["direction", "one"], ["image_embeds"]),
    ]
    sizes = ["batch", 3, side, side]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("pixel_values", TensorProto.FLOAT, sizes)],
        [
            helper.make_tensor_value_info(
                "image_embeds", TensorProto.FLOAT, ["batch", dim]
            )
        ],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(black, "black"),
        ],
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8
    )


def main(folder: Path) -> None:
    """Writes the three files."""
    manifest = json.loads((MODELS / "manifest.json").read_text())
    golden = json.loads((MODELS / "golden.json").read_text())
    [spec] = manifest["vision"].values()
    dim = manifest["models"][0]["dim"]
    (folder / GRAPH).parent.mkdir(parents=True, exist_ok=True)
    mean, std = (
        np.array(spec[key], np.float32).reshape(3, 1, 1) for key in ("mean", "std")
    )
    # Half a level above it, whatever is lost in rounding.
    black = (0.5 / 255 - mean) / std
    onnx.save(tiny_graph(spec["side"], dim, black), folder / GRAPH)
    spec |= {"files": {"fp32": GRAPH}, "revision": "0" * 64}
    session = onnxruntime.InferenceSession(folder / GRAPH)
    for photo in golden["photos"]:
        picture = Image.open(Path("public/samples") / photo["file"]).convert("RGB")
        side = (spec["side"],) * 2
        pixels = (
            np.asarray(picture.resize(side, Image.Resampling.BICUBIC), np.float32) / 255
        )
        values = ((pixels.transpose(2, 0, 1) - mean) / std)[None]  # [1, 3, side, side]
        photo["vector"] = session.run(None, {"pixel_values": values})[0][0].tolist()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "golden.json").write_text(json.dumps(golden))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
