"""All that writes: a verb to a function, one short transaction, one event. Pages and commands call these."""
