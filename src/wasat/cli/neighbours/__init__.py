"""Model servers that run on this machine: found and offered at the start, never used unasked."""
