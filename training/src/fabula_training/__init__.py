"""Trains the models that Fabula ships: data, model, training, evaluation, export."""

import fabula  # noqa: F401 (it switches the telemetry of onnxruntime off before that is loaded)
