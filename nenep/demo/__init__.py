"""An invented organisation with two years of life, its own clock, and the command that loads it."""
