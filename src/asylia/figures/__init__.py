"""What the figures say: measures with their caveats, the tables they come from, charts."""
