"""SpreadsheetML: workbooks of Office Open XML (XLSX), every value as its cell shows it."""
