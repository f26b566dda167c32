"""Where things lie: the data, the runs, what was measured, the shipped models."""

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Paths:
    """All folders a command reads or writes."""

    data: Path = REPOSITORY / ".." / "shared" / "data"
    runs: Path = REPOSITORY / "modeling" / "runs"
    results: Path = REPOSITORY / "modeling" / "results"
    models: Path = REPOSITORY / "public" / "models"
    samples: Path = REPOSITORY / "public" / "samples"
    readme: Path = REPOSITORY / "README.md"
    fixtures: Path = REPOSITORY / "src" / "encoders" / "fixtures"
