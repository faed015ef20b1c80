"""Candidates held against marks, layout and syntax, with those that layout or a set phrase alone tells."""
