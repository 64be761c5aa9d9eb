"""Texts of facts, provisions and the interface, in each language; what is stale or missing shows."""
