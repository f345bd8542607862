"""What is probably a mistake of typing and would become a fact: each in a sentence with its place and what it means."""
