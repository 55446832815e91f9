"""Everything kept in memory: the second filling of each port, for tests and trials."""
