"""What the command line asks for, and what a checkpoint turned out to hold."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from torch import Tensor

from tulip_modeling.graph import Stored
from tulip_modeling.importer.blocks import Activation
from tulip_modeling.rope import DynamicNtk

Family = Literal["clip", "tulip"]


@dataclass(frozen=True)
class Options:
    """The command line of `import`."""

    path: Path
    id: str
    out: Path
    family: Family | None = None
    base: Path | None = None
    rope_theta: float | None = None  # None: what the file says, else 10000
    ntk: tuple[float, int, int] | None = None  # factor, old context, new context
    dynamic_ntk: DynamicNtk | None = None  # TULIP: theta for texts past the trained length
    heads: tuple[int, int] | None = None  # image tower, text tower
    activation: Activation | None = None
    model_name: str | None = None  # OpenCLIP's, which tells the activation
    tokenizer: Path | None = None
    title: str | None = None
    licence: str = "not stated: see where the weights came from"
    text_dtype: Stored = "fp16"  # how the text tower's weights are stored
    hidden_states: bool = False
    origin: str | None = None  # where the path was downloaded from

    @property
    def source(self) -> str:
        """What the user named: a file, a folder, or a repository."""
        return self.origin or self.path.name


@dataclass(frozen=True)
class TowerSettings:
    """What weights alone do not tell about a tower; None: not known yet."""

    heads: int | None = None
    activation: Activation | None = None
    eps: float = 1e-5


@dataclass(frozen=True)
class Checkpoint:
    """Weights under OpenAI's key names, in float32, and what was said beside them."""

    format: str
    family: Family
    state: dict[str, Tensor]
    image: TowerSettings
    text: TowerSettings
    folders: tuple[Path, ...]  # where tokenizer.json and preprocessor_config.json may lie
    ignored: dict[str, str] = field(default_factory=dict)  # key: why
    preprocessing: dict[str, Any] = field(default_factory=dict)  # as open_clip_config.json has it
    end: int | None = None  # id of the end token, where a config names it
    trained_context: int | None = None  # TULIP: tokens of the longest captions in training
    theta: float | None = None  # TULIP: only `upgrade` writes it
    cleaned: bool = True  # training read texts by OpenAI's tokenizer; transformers' mends nothing

    def beside(self, name: str) -> Path | None:
        """A file beside the weights, or beside the base's."""
        return next((f / name for f in self.folders if (f / name).is_file()), None)

    def part(self, image: bool) -> dict[str, Tensor]:
        """The keys of one tower; the image tower's without their `visual.`."""
        if image:
            found = {k: v for k, v in self.state.items() if k.startswith("visual.")}
            return {k.removeprefix("visual."): v for k, v in found.items()}
        return {k: v for k, v in self.state.items() if not k.startswith("visual.")}
