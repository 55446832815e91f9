"""PresentationML: slides of Office Open XML (PPTX), each a page of its own."""
