"""One typed configuration a run; the reason for each value stands beside it."""

from dataclasses import dataclass, field, replace
from typing import Literal

from fabula_training.corrections_data import RATE
from fabula_training.model import Shape

__all__ = ["RUNS", "Run"]


@dataclass(frozen=True)
class Run:
    """What a run trains on, for how long, and from where it starts."""

    name: str
    epochs: int
    start: str = ""
    """A run whose averaged weights this one starts from; empty: the pretrained encoder."""
    mix: dict[str, float] = field(
        # GUM is nearer to fiction than the web; LitBank is small and hardest.
        default_factory=lambda: {"litbank": 1.0, "ewt": 0.6, "gum": 0.8}
    )
    """Share of each corpus that one epoch passes over."""
    corrections: int = 0
    """Words of spoiled prose in one epoch."""
    spoiled: float = RATE
    """Share of its sentences that are spoiled."""
    batch_pieces: int = 1280
    """Pieces (padding included) a process sees a step; small, for the sets are small."""
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warmup: int = 80
    falling: float = 4
    """Epochs at the end over which the rate falls."""
    scored_every: int = 1
    """Epochs from one scoring to the next."""
    parts: int = 1
    """Batches a process works through in one step."""
    average: float = 0.998
    """Decay of the running average of weights, which is what is evaluated and shipped."""
    dropout: float = 0.1
    shape: Shape = field(default_factory=Shape)
    learning: Literal["all", "corrections", "closer"] = "all"
    """What may change: all, the corrections alone, or of these what comes after the doubt."""
    seed: int = 1


_FIRST = Shape(proof_layers=2, proof_inner=1536, closer_layers=0)

# The corrections alone, with a layer more, on what the generator writes now.
_FURTHER = Run(
    "further",
    shape=replace(_FIRST, proof_layers=3),
    epochs=63,
    start="final",
    mix={},
    corrections=350_000,
    parts=2,
    warmup=200,
    falling=34,
    average=0.999,
    encoder_rate=3e-4,
    head_rate=5e-4,
    spoiled=0.75,
    learning="corrections",
    seed=3,
    scored_every=5,
)

RUNS = {
    r.name: r
    for r in (
        Run("reading", epochs=14, shape=_FIRST),
        # From the sixth epoch of "reading": the sets are known, errors come in, rates are lower.
        Run(
            "full",
            shape=_FIRST,
            epochs=6,
            start="reading",
            mix={"litbank": 1.0, "ewt": 0.4, "gum": 0.5},
            corrections=350_000,
            encoder_rate=2e-4,
            head_rate=7e-4,
        ),
        # Spoiled prose above all; no dropout there, larger steps.
        Run(
            "proofing",
            shape=_FIRST,
            epochs=7,
            start="full",
            mix={"litbank": 0.25, "ewt": 0.15, "gum": 0.2},
            corrections=350_000,
            parts=2,
            warmup=100,
            falling=0,
            average=0.999,
            encoder_rate=2e-4,
            head_rate=5e-4,
        ),
        # The same for longer; the rate falls for nearly half of it.
        Run(
            "final",
            shape=_FIRST,
            epochs=27,
            start="proofing",
            mix={"litbank": 0.33, "ewt": 0.1, "gum": 0.16},
            corrections=350_000,
            parts=2,
            warmup=100,
            falling=12,
            average=0.999,
            encoder_rate=2e-4,
            head_rate=5e-4,
            spoiled=0.75,  # of the shipped run from its ninth epoch on, 0.5 before
            seed=2,
            scored_every=4,
        ),
        _FURTHER,
        # A closer look at suspects alone: its layers cost next to nothing at run time.
        replace(
            _FURTHER,
            name="closer",
            shape=replace(_FIRST, closer_layers=3),
            epochs=25,
            start="further",
            falling=0,
            encoder_rate=4e-4,
            learning="closer",
            seed=4,
        ),
        # From "closer" narrowed (`fabula_training.narrow`): all of the corrections together,
        # while the rate falls.
        replace(
            _FURTHER,
            name="polished",
            shape=Shape(),
            epochs=28,
            start="narrow",
            warmup=100,
            falling=26,
            head_rate=4e-4,
            seed=5,
        ),
        Run("probe", epochs=1, shape=_FIRST, start="reading", corrections=3_000, mix={"gum": 0.05}),
    )
}
