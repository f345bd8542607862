"""Words: English, names of people as they are written, and text made safe to print."""
