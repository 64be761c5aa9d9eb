"""Counting rules, calendars, due dates, ICS. Knows no country and reads no clock."""
