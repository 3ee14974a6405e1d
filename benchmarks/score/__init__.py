"""What the benchmarks of the reported-events score have in common."""
