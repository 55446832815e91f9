"""Addresses of parties: blocks of lines around a town, whose they are, and their parts."""
