"""The reported-events score: a latent cooperation–conflict score of every dyad, with intervals."""
