"""What is read of the tables for a page. Nothing here writes."""
