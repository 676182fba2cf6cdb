"""Trains the models that Fabula ships: data, model, training, evaluation, export."""
