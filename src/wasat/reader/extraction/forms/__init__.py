"""Forms: what was filled into their fields."""
