"""Who may ask: keys and the projects they open."""
