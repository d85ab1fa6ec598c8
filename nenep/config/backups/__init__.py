"""Backups: made from one snapshot, verified by restoring them, restored into a new epoch."""
