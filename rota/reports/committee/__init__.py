"""Papers for a scrutiny committee: the year's report and a quarter's tracker, for everybody and for the officer."""
