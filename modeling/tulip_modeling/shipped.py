"""The exported graphs, run as anybody would: plain ONNX Runtime on the CPU, one input each."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from numpy.typing import NDArray
from torch import Tensor
from tqdm import tqdm

from tulip_modeling.checkpoint import load, save
from tulip_modeling.features import by_length, pad
from tulip_modeling.manifest import TEXT_FILES, revisions
from tulip_modeling.paths import Paths


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
        for group in tqdm(list(by_length(ids)), desc="texts", leave=False):
            for row, vector in zip(group, self.run(pad([ids[r] for r in group])), strict=True):
                out[row] = torch.from_numpy(vector)
        return torch.stack(out)


def open_graph(path: Path) -> Graph:
    """Opens an ONNX file by path, its external data beside it; as many threads as torch has."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    return Graph(ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]))


@dataclass
class Kept:
    """A text graph whose vectors are kept on disk, each computed once.

    The file's name must hold the hash of the weights: other weights give other vectors.
    """

    graph: Graph
    path: Path

    def texts(self, ids: Sequence[Sequence[int]]) -> Tensor:
        """Many texts -> [texts, dim]."""
        known: dict[str, Tensor] = load(self.path) if self.path.exists() else {}
        keys = [hashlib.sha256(json.dumps(list(row)).encode()).hexdigest() for row in ids]
        new = {key: row for key, row in zip(keys, ids, strict=True) if key not in known}
        if new:
            vectors = self.graph.texts(list(new.values()))
            known |= {key: vector.clone() for key, vector in zip(new, vectors, strict=True)}
            save(self.path, known)
        return torch.stack([known[key] for key in keys])


def kept_file(paths: Paths, tower: str, more: str = "") -> Path:
    """Where vectors of exactly these weights are kept."""
    return paths.runs / "features" / f"{tower}-{revisions(paths.models)[tower][:16]}{more}.pt"


def open_kept(paths: Paths, model: str) -> Kept:
    """The shipped text graph of a model, with its vectors on disk."""
    return Kept(open_graph(paths.models / TEXT_FILES[model]), kept_file(paths, model))
