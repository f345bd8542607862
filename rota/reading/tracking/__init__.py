"""The tables of what was held, found, answered and changed: read into facts, and written from them."""
