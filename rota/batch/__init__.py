"""Many councils at once: found, drawn by whichever workers there are, kept as they finish, and summed up."""
