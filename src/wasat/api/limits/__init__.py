"""What a caller may take of the server: rates, places, bytes of a header, time for a body."""
