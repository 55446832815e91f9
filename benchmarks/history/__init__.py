"""Figures of earlier runs, and of peers, to set new ones beside."""
