"""Pages about people and units put into words and shapes: one module for each family of pages."""
