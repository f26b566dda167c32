"""PyTorch modules to ONNX graphs, and their weights to fewer bytes.

Weights only: a stored int8 or fp16 initializer, a Cast and a Mul bring back float32, and every
runtime folds those into a plain float32 initializer when it loads the graph. So any device computes
the same float32 graph, where dynamic quantisation would round activations over the whole batch.
"""

import math
from pathlib import Path
from typing import Literal

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from torch import nn

OPSET = 18
SMALL = 1024  # weights of up to so many elements stay float32 (rope's quarter turn is one)
GROUP = 64  # so many weights of an output channel share a scale: an outlier spoils no more of them
TABLE_FILE = "token_table.bin"
Floats = NDArray[np.float32]
Stored = Literal["fp16", "q8"]  # how weights lie in a file; float32 is what is computed


def export_graph(module: nn.Module, example: torch.Tensor, names: tuple[str, str]) -> ModelProto:
    """One input, one output; the batch is dynamic, and so is a text's length."""
    dynamic = {0: torch.export.Dim("batch")}
    if example.ndim == 2:
        dynamic[1] = torch.export.Dim("seq")
    program = torch.onnx.export(
        module.eval(),
        (example,),
        input_names=[names[0]],
        output_names=[names[1]],
        dynamo=True,
        opset_version=OPSET,
        dynamic_shapes=(dynamic,),
        verbose=False,
    )
    if program is None:
        raise RuntimeError("torch.onnx.export returned nothing")
    model: ModelProto = program.model_proto
    model.doc_string = ""
    for node in model.graph.node:  # the exporter's traces name the machine's folders
        del node.metadata_props[:]
        node.doc_string = ""
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    return model


def quantise(weights: Floats, axis: int) -> tuple[NDArray[np.int8], Floats]:
    """int8 and scales with weights = int8 * scale, the scale shared along `axis` (kept, size 1)."""
    scale = np.abs(weights).max(axis, keepdims=True) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.rint(weights / scale).astype(np.int8), scale


def _input_axis(node: NodeProto) -> int:
    """The axis that a MatMul or Gemm sums over in its weight."""
    if node.op_type == "MatMul":
        return 0
    return int(any(a.name == "transB" and a.i == 1 for a in node.attribute))


def _grouped(weights: Floats, axis: int) -> tuple[Floats, int]:
    """[n, ..] -> [n / GROUP, GROUP, ..] and the axis of GROUP; one group if n won't split."""
    size = weights.shape[axis]
    group = GROUP if size % GROUP == 0 else size
    shape = (*weights.shape[:axis], size // group, group, *weights.shape[axis + 1 :])
    return weights.reshape(shape), axis + 1


def store_int8(model: ModelProto) -> None:
    """Weights of MatMul and Gemm as int8, one scale for every GROUP inputs of an output channel."""
    uses = {n.input[1]: n for n in model.graph.node if n.op_type in ("MatMul", "Gemm")}
    for weight in list(model.graph.initializer):
        if weight.name not in uses or math.prod(weight.dims) <= SMALL:
            continue
        values = numpy_helper.to_array(weight)
        stored, scale = quantise(*_grouped(values, _input_axis(uses[weight.name])))
        name, shape = weight.name, np.array(values.shape, dtype=np.int64)
        model.graph.initializer.remove(weight)
        for kind, array in (("int8", stored), ("scale", scale), ("shape", shape)):
            model.graph.initializer.append(numpy_helper.from_array(array, f"{name}.{kind}"))
        _prepend(
            model,
            helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [f"{name}.groups"]),
            helper.make_node("Reshape", [f"{name}.groups", f"{name}.shape"], [name]),
        )


def store_half(model: ModelProto) -> None:
    """Every larger weight as float16, computed in float32."""
    for weight in list(model.graph.initializer):
        if weight.data_type != TensorProto.FLOAT or math.prod(weight.dims) <= SMALL:
            continue
        values = numpy_helper.to_array(weight)
        name = weight.name
        half = numpy_helper.from_array(values.astype(np.float16), f"{name}.half")
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(half)
        _prepend(model, helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))


def _prepend(model: ModelProto, *nodes: NodeProto) -> None:
    for node in reversed(nodes):
        model.graph.node.insert(0, node)


def store_weights(model: ModelProto, stored: Stored) -> None:
    """Every larger weight in fewer bytes, computed in float32."""
    if stored == "q8":
        store_int8(model)
    else:
        store_half(model)


def table_bytes(tokens: Floats, stored: Stored = "q8") -> bytes:
    """The token table: float16 rows, or int8 rows [vocabulary, width], then float32 scales."""
    if stored == "fp16":
        return tokens.astype(np.float16).tobytes()
    stored_rows, scale = quantise(tokens, axis=1)  # scale [vocabulary, 1]
    return stored_rows.tobytes() + scale.tobytes()


def share_table(model: ModelProto, stored: Stored = "q8") -> None:
    """Takes the token table out of a text graph: rows are gathered from TABLE_FILE beside it."""
    gather = next(n for n in model.graph.node if n.op_type == "Gather")
    table = next(i for i in model.graph.initializer if i.name == gather.input[0])
    rows, width = table.dims
    model.graph.initializer.remove(table)
    ids, out = gather.input[1], gather.output[0]
    if stored == "fp16":
        table_parts = [_external("tokens.half", TensorProto.FLOAT16, (rows, width), 0, 2)]
        nodes = [
            helper.make_node("Gather", ["tokens.half", ids], ["rows.half"]),  # [batch, seq, width]
            helper.make_node("Cast", ["rows.half"], [out], to=TensorProto.FLOAT),
        ]
    else:
        table_parts = [
            _external("tokens.int8", TensorProto.INT8, (rows, width), 0, 1),
            _external("tokens.scale", TensorProto.FLOAT, (rows, 1), rows * width, 4),
        ]
        nodes = [
            helper.make_node("Gather", ["tokens.int8", ids], ["rows.int8"]),  # [batch, seq, width]
            helper.make_node("Gather", ["tokens.scale", ids], ["rows.scale"]),  # [batch, seq, 1]
            helper.make_node("Cast", ["rows.int8"], ["rows.cast"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["rows.cast", "rows.scale"], [out]),
        ]
    model.graph.initializer.extend(table_parts)
    place = list(model.graph.node).index(gather)
    model.graph.node.remove(gather)
    for offset, node in enumerate(nodes):
        model.graph.node.insert(place + offset, node)


def _external(
    name: str, kind: int, dims: tuple[int, int], offset: int, bytes_each: int
) -> TensorProto:
    tensor = TensorProto(name=name, data_type=kind, dims=dims)
    length = math.prod(dims) * bytes_each
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", TABLE_FILE), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def write_graph(model: ModelProto, path: Path) -> None:
    """Saves a graph; what it keeps in TABLE_FILE is not touched."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(model.SerializeToString(deterministic=True))
    onnx.checker.check_model(str(path), full_check=False)
