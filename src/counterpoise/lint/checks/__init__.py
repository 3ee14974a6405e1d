"""One file a check; `counterpoise.lint.registry` lists them."""
