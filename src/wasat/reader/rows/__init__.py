"""Rows of tables as questions need them: turned, headed from the page before, with their unit."""
