"""Document to HTML, Markdown and JSON. Built from the model; no markup is passed through."""
