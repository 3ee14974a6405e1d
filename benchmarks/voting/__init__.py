"""What the benchmark of alignment shares: data, published estimates, peers."""
