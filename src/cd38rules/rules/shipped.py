"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "7ccd5ef540c1432791a4098e202e488ee5df33ae10c1d9fb95e0da0c8c747d1c"
