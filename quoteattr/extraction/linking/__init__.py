"""What the tagger found held against marks, layout and syntax: each step takes and gives candidates."""
