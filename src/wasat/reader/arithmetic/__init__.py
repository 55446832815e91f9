"""Computing with figures that a question names one by one: differences, shares, ratios, sums."""
