"""From planned to closed: what was held, found, answered and changed, from facts and today alone."""
