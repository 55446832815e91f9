"""Stretches of time: when something begins and ends, how long it lasts, what goes on in a month."""
