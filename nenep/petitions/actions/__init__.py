"""Forwarding, answering, telling the answer."""
