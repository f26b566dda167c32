"""Stage 1: the student with RoPE learns the teacher's text embeddings (TULIP, section 3.1)."""

from dataclasses import asdict, dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from tulip_modeling.checkpoint import save, state_hash
from tulip_modeling.data import load_long_texts, load_photos
from tulip_modeling.features import by_length, encode_ids, pad, text_features
from tulip_modeling.losses import distillation_loss, hint_loss
from tulip_modeling.models import exact_photo_vectors, load_clip_text, swap_positions
from tulip_modeling.paths import Paths
from tulip_modeling.queries import load_queries
from tulip_modeling.records import commit
from tulip_modeling.results import write_result
from tulip_modeling.rounds import Measured, Rounds
from tulip_modeling.steps import Steps, make_optimizer
from tulip_modeling.text_tower import TextTower, pool
from tulip_modeling.tokens import CONTEXT, PAD, load_tokenizer, read_all
from tulip_modeling.train import figures
from tulip_modeling.unit import to_unit
from tulip_modeling.views import split_sentences

Drawn = tuple[list[list[int]], list[int]]  # the texts' ids, and which of them


@dataclass(frozen=True)
class DistilRecipe:
    """Everything that shapes stage 1."""

    rounds: int = 6
    captions: int = 2500  # drawn for each round
    chunks: int = 650  # drawn for each round
    tokens: int = 1024  # of a batch
    peak: float = 3e-4
    weight_decay: float = 0.01
    theta: float = 10_000.0
    hint: float = 1.0  # weight of the loss on token states, beside the paper's on text embeddings
    seed: int = 1


def load_texts(paths: Paths) -> tuple[list[list[int]], list[list[int]]]:
    """Ids of the short captions, and of chunks of at most 77 tokens of all long texts."""
    tokenizer = load_tokenizer()
    photos = load_photos(paths.data, "train")
    captions = [text for photo in photos for text in photo.short]
    long = [photo.long for photo in photos if photo.long] + load_long_texts(paths.data)
    chunks = [chunk for text in long for chunk in chunk_text(tokenizer, text, CONTEXT)]
    return read_all(tokenizer, captions, CONTEXT), read_all(tokenizer, chunks, CONTEXT)


def chunk_text(tokenizer: Tokenizer, text: str, context: int) -> list[str]:
    """Runs of whole sentences, each within the context where its first sentence allows."""
    chunks: list[list[str]] = []
    room = 0
    for sentence in split_sentences(text):
        length = len(tokenizer.encode(sentence, add_special_tokens=False).ids)
        if not chunks or length > room:
            chunks.append([])
            room = context - 2
        chunks[-1].append(sentence)
        room -= length
    return [" ".join(chunk) for chunk in chunks]


def draw(
    rng: np.random.Generator, texts: list[list[int]], count: int, tokens: int
) -> list[list[int]]:
    """Batches of row numbers: `count` random texts grouped by length."""
    rows = rng.permutation(len(texts))[:count]
    groups = by_length([texts[row] for row in rows], tokens)
    return [[int(rows[i]) for i in group] for group in groups]


def adamw(tower: TextTower, peak: float, weight_decay: float) -> torch.optim.AdamW:
    """The optimizer; the token table is frozen: both models share it."""
    tower.encoder.tokens.weight.requires_grad_(False)
    return make_optimizer(tower, peak, weight_decay)


def stage_one_loss(
    student: TextTower, teacher: TextTower, ids: Tensor, hint: float
) -> tuple[Tensor, Tensor]:
    """The loss, and its part that the paper has: 1 - cosine of the text embeddings."""
    kept = (ids != PAD).float()  # [batch, length]
    with torch.no_grad():
        wanted = teacher.encoder.states(ids, kept)
    got = student.encoder.states(ids, kept)
    embedding = distillation_loss(
        student.head(pool(got[-1], kept)), teacher.head(pool(wanted[-1], kept))
    )
    return embedding + hint * hint_loss(got, wanted, kept), embedding


def fit_student(
    student: TextTower, teacher: TextTower, sets: tuple[list[list[int]], ...],
    counts: tuple[int, ...], recipe: DistilRecipe, rounds: Rounds,
) -> list[Measured]:  # fmt: skip
    """Runs stage 1 in place, from where it stopped."""
    steps = Steps(student, rounds.optimizer, recipe.rounds, warmup=200)

    def loss_of(batch: Drawn) -> tuple[Tensor, Tensor]:
        texts, rows = batch
        ids = pad([texts[row] for row in rows])
        return stage_one_loss(student, teacher, ids, recipe.hint)

    def one_round(number: int) -> Measured:
        rng = np.random.default_rng([recipe.seed, number])
        batches = [
            (texts, rows)
            for texts, count in zip(sets, counts, strict=True)
            for rows in draw(rng, texts, count, recipe.tokens)
        ]
        shuffled = [batches[index] for index in rng.permutation(len(batches))]
        return {"1 - cosine": steps.run(number, shuffled, loss_of)}

    return rounds.run(one_round)


@torch.inference_mode()
def closeness(paths: Paths, student: TextTower, teacher: TextTower) -> dict[str, object]:
    """On val: mean cosine to the teacher, and the student's retrieval, texts cut at 77 tokens."""
    photos, questions = load_queries(paths.data, "val")
    pictures = exact_photo_vectors(paths.runs, photos, "val")
    tokenizer = load_tokenizer()
    measured: dict[str, object] = {}
    for queries in questions:
        ids = read_all(tokenizer, list(queries.texts), CONTEXT)
        features = text_features(paths.runs, teacher.encoder, ids, f"val-77-{queries.name}")
        wanted, got = to_unit(teacher.head(features)), encode_ids(student, ids)
        cosine = float((wanted * got).sum(1).mean())
        measured[queries.name] = {"cosine": cosine, **figures(queries, got, pictures)}
    return measured


def distil(paths: Paths, recipe: DistilRecipe | None = None) -> None:
    """Writes runs/student.pt and results/distil.json."""
    recipe = recipe or DistilRecipe()
    teacher = load_clip_text(paths.runs)
    control = swap_positions(teacher, recipe.theta)
    student = swap_positions(teacher, recipe.theta)
    sets = load_texts(paths)
    optimizer = adamw(student, recipe.peak, recipe.weight_decay)
    rounds = Rounds(paths.runs / "distil.pt", student, optimizer, recipe.seed, recipe.rounds)
    counts = (recipe.captions, recipe.chunks)
    log = fit_student(student, teacher, sets, counts, recipe, rounds)
    save(paths.runs / "student.pt", {"text": student.state_dict(), "theta": recipe.theta})
    write_result(
        paths.results,
        "distil",
        {
            "commit": commit(),
            "teacher": state_hash(teacher),
            "student": state_hash(student),
            "recipe": asdict(recipe),
            "log": log,
            "control": closeness(paths, control, teacher),
            "distilled": closeness(paths, student, teacher),
        },
    )
