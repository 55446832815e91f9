"""Documents from elsewhere, over https; nothing else here speaks to the world outside."""
