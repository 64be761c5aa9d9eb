def ask_command() -> None:
    pass
