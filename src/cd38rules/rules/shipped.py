"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "5a613bf230f91c791fe2a44d6145a4c7de4750f3e400f4978c8460b56f04d777"
