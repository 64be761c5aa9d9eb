"""The directory to read: who can help at a place, a form that stores nothing, each body with the age of each detail."""
