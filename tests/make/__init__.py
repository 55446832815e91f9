"""Documents for tests, drawn when they are needed: nothing here comes from anywhere else."""
