"""Programs that act the cases out through one client each and print what they saw."""
