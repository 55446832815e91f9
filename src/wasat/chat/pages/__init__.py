"""Documents as a model sees them: what each page is, its picture, its words, the outline."""
