"""Nề Nếp: carries a Party cell through its month and shows its superiors where to help."""
