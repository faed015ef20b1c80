"""From a text to its attributions: features, tagging, linking, nesting, speakers."""
