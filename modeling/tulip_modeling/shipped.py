"""The exported graphs, run as anybody would: plain ONNX Runtime on the CPU, one input each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from numpy.typing import NDArray
from torch import Tensor

from tulip_modeling.features import by_length, pad


@dataclass(frozen=True)
class Graph:
    """An opened ONNX file with one input and one output."""

    session: ort.InferenceSession

    def run(self, x: Tensor) -> NDArray[np.float32]:
        """[batch, ...] -> unit vectors [batch, dim]."""
        name = self.session.get_inputs()[0].name
        out: NDArray[np.float32] = self.session.run(None, {name: x.numpy()})[0]
        return out

    def texts(self, ids: Sequence[Sequence[int]]) -> Tensor:
        """Many texts, grouped by length -> [texts, dim]."""
        out: list[Tensor] = [torch.empty(0)] * len(ids)
        for group in by_length(ids):
            for row, vector in zip(group, self.run(pad([ids[r] for r in group])), strict=True):
                out[row] = torch.from_numpy(vector)
        return torch.stack(out)


def open_graph(path: Path) -> Graph:
    """Opens an ONNX file by path, its external data beside it."""
    return Graph(ort.InferenceSession(str(path), providers=["CPUExecutionProvider"]))
