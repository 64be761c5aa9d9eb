"""Expressions, three-valued truth, decisions with reasons, decision diagrams. Knows no law."""
