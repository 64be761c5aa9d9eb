"""The case form: all facts on one page with the assessment beside it, for caseworkers without an account."""
