"""Displayed formulas: found among words, and written as LaTeX from where their signs stand."""
