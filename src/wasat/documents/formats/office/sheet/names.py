"""Names of SpreadsheetML elements. Source: ISO/IEC 29500-1, section 18."""

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
