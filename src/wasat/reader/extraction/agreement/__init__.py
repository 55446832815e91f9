"""Contracts: who is which party, who signs, and what is agreed by yes or no."""
