"""The invented story, told in plain data: the same seed tells the same story, byte for byte."""
