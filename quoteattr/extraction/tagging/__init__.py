"""The learned tagger: a parsed document in; cues, each with its source and content, out."""
