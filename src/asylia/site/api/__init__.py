"""The API: what the commands answer, for programs. Nothing that is sent is kept."""
