"""Tests of counting, calendars and due dates."""
