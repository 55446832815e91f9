"""Values for the leaves of a schema: labels and where their values stand, recognisers, tables."""
