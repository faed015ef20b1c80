"""HTML of documents, claims and comparisons: what a notebook shows of them, and pages to keep.

Colours are of Okabe and Ito's palette, which the colour-blind can tell apart
(https://jfly.uni-koeln.de/color/), and each sign has a line or a word of its own besides. Light or dark
follows the notebook's theme, elsewhere what the reader's system prefers. No scripts, and nothing from
elsewhere; all text is escaped.
"""
