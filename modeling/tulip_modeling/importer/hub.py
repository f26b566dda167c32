"""hf:OWNER/NAME[@REVISION][/FILE]: the needed files of a Hugging Face repository, in its cache."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from httpx2 import HTTPError
from huggingface_hub import HfApi, hf_hub_download
from huggingface_hub.errors import (
    EntryNotFoundError,
    GatedRepoError,
    RepositoryNotFoundError,
    RevisionNotFoundError,
)
from huggingface_hub.hf_api import ModelInfo

from tulip_modeling.checkpoint import CheckpointError
from tulip_modeling.importer.options import Options
from tulip_modeling.importer.weights import HUGGING_FACE_FILES, OPEN_CLIP_FILES

NAME = re.compile(r"hf:([\w.-]+/[\w.-]+)(?:@([^/]+))?(?:/(.+))?")
BESIDE = (
    "config.json",
    "open_clip_config.json",
    "preprocessor_config.json",
    "tokenizer.json",
)
WORDS = Path("hf:openai/clip-vit-base-patch32")  # whose tokenizer every official CLIP has
OTHERS = re.compile(  # weights of other frameworks, of training, and of converted graphs
    r"(^|/)(tf_|flax_|optimizer|scheduler|training_args|rng_state|onnx/|coreml/)|-of-\d+\."
)


@dataclass(frozen=True)
class Repository:
    """What a repository holds at one commit."""

    id: str
    commit: str
    sizes: dict[str, int]  # bytes by path
    licence: str | None

    def download(self, name: str) -> Path:
        """One file, from the cache where it is there already; goes on where a broken one ended."""
        return Path(hf_hub_download(self.id, name, revision=self.commit))


def fetch_sources(options: Options) -> Options:
    """The same options with files in place of hf:... names."""
    path, origin, licence = options.path, options.origin, options.licence
    tokenizer = options.tokenizer
    if is_hub_name(options.path):
        repository, path = fetch_weights(options.path)
        origin = f"hf:{repository.id}@{repository.commit[:7]}"
        if licence == Options.licence and repository.licence:
            licence = f"{repository.licence}, as {repository.id} says"
        if tokenizer is None and not (path.parent / "tokenizer.json").is_file():
            tokenizer = WORDS
    if tokenizer is not None and is_hub_name(tokenizer):
        tokenizer = fetch_tokenizer(tokenizer)
    base = options.base
    if base is not None and is_hub_name(base):
        base = fetch_weights(base)[1]
    return replace(
        options, path=path, base=base, tokenizer=tokenizer, origin=origin, licence=licence
    )


def is_hub_name(path: Path) -> bool:
    """Whether this names a repository."""
    return path.as_posix().startswith("hf:")


def fetch_weights(name: Path) -> tuple[Repository, Path]:
    """The weights of a repository and the settings beside them."""
    with explained(name):
        repository, file = open_repository(name)
        weights = choose_weights(repository, file)
        folder = PurePosixPath(weights).parent
        beside = [str(folder / each) for each in BESIDE if str(folder / each) in repository.sizes]
        print(f"hf:{repository.id}: {_listed(repository, [weights, *beside])}")
        for each in beside:
            repository.download(each)
        return repository, repository.download(weights)


def fetch_tokenizer(name: Path) -> Path:
    """The tokenizer.json of a repository."""
    with explained(name):
        repository, file = open_repository(name)
        return repository.download(file or "tokenizer.json")


def open_repository(name: Path) -> tuple[Repository, str | None]:
    """What is there, and the file that the name asks for."""
    found = NAME.fullmatch(name.as_posix())
    if not found:
        raise CheckpointError(f"{name.as_posix()} is not hf:OWNER/NAME[@REVISION][/FILE]")
    id, revision, file = found.groups()
    info = HfApi().model_info(id, revision=revision, files_metadata=True)
    return _repository(info), file


@contextmanager
def explained(name: Path) -> Iterator[None]:
    """What the hub may answer, and the way out."""
    said = name.as_posix()
    try:
        yield
    except GatedRepoError as error:
        way = "accept its terms on its page on huggingface.co, then log in with `hf auth login`"
        raise CheckpointError(f"{said} is not open to everybody: {way}") from error
    except RepositoryNotFoundError as error:
        way = "check the name, or log in with `hf auth login`"
        raise CheckpointError(f"{said} is not on Hugging Face, or is private: {way}") from error
    except (RevisionNotFoundError, EntryNotFoundError) as error:
        raise CheckpointError(f"{said} has no such revision or file: {error}") from error
    except (HTTPError, OSError) as error:
        way = "try again, or download its files elsewhere and name their folder"
        raise CheckpointError(f"{said} could not be downloaded ({error}): {way}") from error


def choose_weights(repository: Repository, asked: str | None) -> str:
    """The one weight file to download: the first of the usual names, else the only one."""
    if asked is not None:
        if asked not in repository.sizes:
            raise CheckpointError(f"{repository.id} has no file {asked}")
        return asked
    usual = [name for name in (*HUGGING_FACE_FILES, *OPEN_CLIP_FILES) if name in repository.sizes]
    if usual:
        return usual[0]
    other = [
        name
        for name in repository.sizes
        if name.endswith((".pt", ".pth", ".bin", ".safetensors")) and not OTHERS.search(name)
    ]
    if len(other) == 1:
        return other[0]
    if not other:
        raise CheckpointError(f"{repository.id} has no PyTorch weights in one file")
    raise CheckpointError(
        f"{repository.id} has several weight files: name one of them, as in "
        f"hf:{repository.id}/{other[0]} (there are {', '.join(other)})"
    )


def _repository(info: ModelInfo) -> Repository:
    sizes = {each.rfilename: each.size or 0 for each in info.siblings or ()}
    licences = [
        tag.removeprefix("license:") for tag in info.tags or () if tag.startswith("license:")
    ]
    return Repository(info.id, str(info.sha), sizes, licences[0] if licences else None)


def _listed(repository: Repository, names: Sequence[str]) -> str:
    return ", ".join(f"{name} ({repository.sizes[name] / 1e6:.1f} MB)" for name in names)
