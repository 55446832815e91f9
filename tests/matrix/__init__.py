"""One table of cases, driven through every official client and the documentation's shell forms."""
