"""WordprocessingML: text documents of Office Open XML (DOCX)."""
