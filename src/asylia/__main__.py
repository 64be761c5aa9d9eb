"""`python -m asylia`: the same as the command `asylia`."""

from asylia.cli.app import main

if __name__ == "__main__":
    main()
