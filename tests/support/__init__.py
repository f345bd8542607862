"""What tests of several folders share: builders, strategies, a clock, the reference evaluator. No tests stand here."""
