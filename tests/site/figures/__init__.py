"""Tests of the pages of figures."""
