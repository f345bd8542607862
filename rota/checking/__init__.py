"""What is legal but unwise, and who can go on no visit: read off the rules' statements, nothing solved."""
