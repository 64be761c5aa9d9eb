"""Documents that leave the house, and what several rooms say together of one case."""
