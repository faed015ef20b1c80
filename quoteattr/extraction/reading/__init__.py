"""A parsed document as the stages read it: columns of codes, places of characters, walks over the parse."""
