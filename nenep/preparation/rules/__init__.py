"""What a cell owes when, and what a meeting still lacks: plain decisions about preparation."""
