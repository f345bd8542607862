"""What is put on the disk: by one writer at a time, all of it or none, and for whom."""
