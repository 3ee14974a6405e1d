"""One file a reader; `counterpoise.intake.formats` lists them."""
