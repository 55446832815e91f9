"""Figures made of many: the sum, average, median or spread of a column or a row of a table."""
