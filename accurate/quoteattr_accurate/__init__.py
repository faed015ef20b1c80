"""The files of quoteattr's accurate model; ``quoteattr.extract(text, model="accurate")`` reads them."""
