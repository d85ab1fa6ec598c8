"""What the door decides without a database."""
