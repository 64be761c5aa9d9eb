"""Organisations that can help: each detail with its sources, and with an age."""
