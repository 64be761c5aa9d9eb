"""Pictures of figures: what is drawn, its Vega-Lite specification, and the SVG with its words."""
