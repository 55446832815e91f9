"""Schemas in words that the grammars of servers know, so that they hold a model to all of it."""
