"""What keepers of the project run: locks, pages of docs, lists of what is missing."""
