"""Manuscript to Reading: tokens, sentences, one encoder pass, decoded layers."""
