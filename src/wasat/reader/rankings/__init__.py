"""Questions that compare the rows of one table: the highest, what grew most, how it is split."""
