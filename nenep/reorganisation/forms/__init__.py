"""The shapes of what comes in: a file, the head of a plan, one step."""
