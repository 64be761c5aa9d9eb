"""The directory in the Human Services Data Specification (HSDS 3.0): out as JSON and tables, and in for review."""
