"""The pages of plans in the shapes the screen is given: reads and words, no decision."""
