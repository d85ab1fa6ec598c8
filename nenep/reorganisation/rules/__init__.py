"""What a plan of reorganisation says, whether it can be done, and what it would touch."""
