from pathlib import Path

import onnx
import pytest
import torch
from conftest import tiny_tower
from onnx import TensorProto
from torch import nn

from tulip_modeling.export import TEXT_NAMES
from tulip_modeling.graph import (
    GROUP,
    SMALL,
    TABLE_FILE,
    export_graph,
    quantise,
    share_table,
    store_half,
    store_int8,
    table_bytes,
    write_graph,
)
from tulip_modeling.shipped import open_graph
from tulip_modeling.text_tower import Positions, TextTower


@torch.no_grad()
def round_like_q8(tower: TextTower) -> TextTower:
    """The tower with its weights rounded as the q8 graph stores them."""
    for module in tower.modules():
        if isinstance(module, nn.Linear):
            weight = module.weight  # [out, in]
            group = GROUP if weight.shape[1] % GROUP == 0 else weight.shape[1]
            stored, scale = quantise(weight.reshape(len(weight), -1, group).numpy(), axis=2)
            weight.copy_(torch.from_numpy(stored * scale).reshape(weight.shape))
    table = tower.encoder.tokens.weight
    stored, scale = quantise(table.numpy(), axis=1)
    table.copy_(torch.from_numpy(stored * scale))
    return tower


@pytest.mark.parametrize("positions", ["absolute", "rotary"])
def test_graphs_equal_pytorch_before_and_after_storing_int8(
    positions: Positions, tmp_path: Path
) -> None:
    tower = tiny_tower(positions)
    graph = export_graph(tower, torch.ones(2, 9, dtype=torch.int64), TEXT_NAMES)
    write_graph(graph, tmp_path / "fp32.onnx")
    (tmp_path / TABLE_FILE).write_bytes(table_bytes(tower.encoder.tokens.weight.detach().numpy()))
    share_table(graph)
    store_int8(graph)
    write_graph(graph, tmp_path / "q8.onnx")
    full, stored = open_graph(tmp_path / "fp32.onnx"), open_graph(tmp_path / "q8.onnx")
    rounded = round_like_q8(tiny_tower(positions))
    for length in (3, 12) if positions == "absolute" else (3, 12, 300):
        ids = torch.randint(1, 64, (8, length))
        ids[0, length // 2 + 1 :] = 0
        with torch.inference_mode():
            assert (tower(ids) - torch.from_numpy(full.run(ids))).abs().max() < 1e-5
            got = torch.from_numpy(stored.run(ids))
            assert (rounded(ids) - got).abs().max() < 1e-5
        alone = torch.from_numpy(stored.run(ids[3:4]))
        assert (alone - got[3:4]).abs().max() < 1e-5, "a batch of 8 or alone"


def test_q8_graphs_hold_no_dynamic_quantisation_and_no_large_float(tmp_path: Path) -> None:
    graph = export_graph(tiny_tower("rotary"), torch.ones(2, 9, dtype=torch.int64), TEXT_NAMES)
    share_table(graph)
    store_int8(graph)
    ops = {node.op_type for node in graph.graph.node}
    assert not ops & {"DynamicQuantizeLinear", "MatMulInteger", "DequantizeLinear"}
    floats = [i for i in graph.graph.initializer if i.data_type == TensorProto.FLOAT]
    sizes = [i.dims[0] * i.dims[1] for i in floats if len(i.dims) == 2 and i.name != "tokens.scale"]
    assert max(sizes) <= SMALL
    text = graph.SerializeToString()
    assert str(Path.cwd()).encode() not in text, "no folder of this machine"


def test_int8_is_off_by_half_a_step_at_most() -> None:
    weights = torch.randn(20, 30).numpy()
    stored, scale = quantise(weights, axis=0)
    assert scale.shape == (1, 30)
    assert (abs(stored * scale - weights) <= scale / 2 + 1e-7).all()


def test_stored_half_weights_are_computed_in_float32(tmp_path: Path) -> None:
    torch.manual_seed(0)
    layer = nn.Sequential(nn.Linear(40, 64), nn.ReLU(), nn.Linear(64, 32)).eval()
    with torch.no_grad():
        for weight in layer.parameters():
            weight.copy_(weight.half().float())
    graph = export_graph(_ImageLike(layer), torch.zeros(2, 40, 1, 1), ("x", "y"))
    store_half(graph)
    write_graph(graph, tmp_path / "half.onnx")
    kinds = {i.data_type for i in onnx.load(tmp_path / "half.onnx").graph.initializer}
    assert TensorProto.FLOAT16 in kinds
    x = torch.randn(5, 40, 1, 1)
    with torch.inference_mode():
        wanted = layer(x.flatten(1))
    got = torch.from_numpy(open_graph(tmp_path / "half.onnx").run(x))
    assert (wanted - got).abs().max() < 1e-5


class _ImageLike(nn.Module):
    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y: torch.Tensor = self.inner(x.flatten(1))
        return y
