"""Scoring a meeting without a database: facts → proposed lines → people's points → total, band."""
