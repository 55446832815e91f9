"""Results that documents report for the same things: whose they are, and which are asked for."""
