"""What is typed on the pages about people: one module for each family of pages."""
