"""What a larger council costs: seconds and memory against members x visits x slots."""
