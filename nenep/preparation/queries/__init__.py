"""Reads for what lies ahead of a cell: sources of an agenda, drafts, the year's obligations."""
