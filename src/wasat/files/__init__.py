"""The Files API without HTTP: uploads, states, expiry. Never looks inside a file."""
