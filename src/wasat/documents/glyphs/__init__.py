"""What glyphs say: letters and signs put right that are stored as drawn. Codes and boxes only."""
