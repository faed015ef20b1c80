"""Statements to claims: wording -> candidates -> comparison -> clustering -> tracker.

Each stage is a pure function on values and imports none that come after it.
"""
