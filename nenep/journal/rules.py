"""What the journal holds to, without a database."""

from uuid import UUID

INSTALLATION = UUID(int=0)
"""The chain of what concerns no unit: administrators come and go. Read by the installation only."""
