"""Questions about what labels, letterheads and headings tell: fields found as answers."""
