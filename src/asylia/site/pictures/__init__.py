"""Files of charts at stable addresses outside of any language: pictures, and the figures behind them."""
