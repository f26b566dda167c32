"""The tensors of a TorchScript archive, read without running a line of what is in it.

OpenAI's files are such archives, and torch.load(weights_only=True) refuses them. data.pkl pickles
the tree of modules: here a class of the archive becomes an inert Node, a storage is one entry of
the zip, and any name but the few below stops the import. The archive's code is never opened.
"""

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tulip_modeling.checkpoint import CheckpointError

DTYPES = {
    "FloatStorage": torch.float32,
    "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16,
    "DoubleStorage": torch.float64,
    "LongStorage": torch.int64,
    "IntStorage": torch.int32,
    "BoolStorage": torch.bool,
}


class Node:
    """One module of the tree: attributes, and no behaviour."""

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Keeps the attributes."""
        self.__dict__.update(state)


def is_torchscript(path: Path) -> bool:
    """Whether the file is a TorchScript archive rather than what torch.save writes."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith("/constants.pkl") for name in archive.namelist())


def read_torchscript(path: Path) -> dict[str, Tensor]:
    """Every tensor of the archive by its dotted name."""
    with zipfile.ZipFile(path) as archive:
        pickled = [name for name in archive.namelist() if name.endswith("/data.pkl")]
        if len(pickled) != 1:
            raise CheckpointError(f"{path.name} has {len(pickled)} data.pkl files, wanted one")
        root = _Unpickler(archive, pickled[0].removesuffix("data.pkl")).load()
    return dict(_tensors(root, ""))


def _tensors(value: object, name: str) -> Iterator[tuple[str, Tensor]]:
    if isinstance(value, Tensor):
        yield name, value
    elif isinstance(value, Node):
        for key, inner in vars(value).items():
            yield from _tensors(inner, f"{name}.{key}" if name else key)


class _Unpickler(pickle.Unpickler):
    """Rebuilds tensors and inert nodes, and refuses everything else."""

    def __init__(self, archive: zipfile.ZipFile, prefix: str) -> None:
        super().__init__(io.BytesIO(archive.read(prefix + "data.pkl")))
        self.archive, self.prefix = archive, prefix

    def find_class(self, module: str, name: str) -> object:
        if module.split(".")[0] == "__torch__":
            return Node
        if module == "torch" and name in DTYPES:
            return DTYPES[name]
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch.jit._pickle":
            return _first  # typed lists: strides and the like
        raise CheckpointError(f"the archive asks for {module}.{name}, which is no tensor")

    def persistent_load(self, pid: tuple[str, torch.dtype, str, str, int]) -> Tensor:
        """("storage", type, key, device, size) -> its numbers, flat."""
        _, dtype, key, _, _ = pid
        content = bytearray(self.archive.read(f"{self.prefix}data/{key}"))
        return torch.frombuffer(content, dtype=dtype) if content else torch.empty(0, dtype=dtype)


def _first(value: object, *_: object) -> object:
    return value


def _rebuild(
    storage: Tensor, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> Tensor:
    return storage.as_strided(size, stride, offset).clone()
