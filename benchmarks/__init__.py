"""Figures: a module each, run by `.venv/bin/python -m benchmarks.NAME`; no test needs them."""
