"""What the benchmarks of turning points share: known turns, feeds, rivals, judging."""
