"""What came of the visits in figures: a record for each visit, place, issue and action, and what is counted of them."""
