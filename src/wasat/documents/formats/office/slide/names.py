"""Names of PresentationML and DrawingML elements. Source: ISO/IEC 29500-1, sections 19 to 21."""

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
