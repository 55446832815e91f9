"""The built-in engine: answers without a model, from evidence alone. One module a task."""
