"""Questions to data: spreadsheets and comma-separated values, whose rows are records."""
