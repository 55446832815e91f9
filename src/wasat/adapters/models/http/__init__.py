"""HTTP/1.1 to a model's server: connections kept, one exchange at a time over each; no trade."""
