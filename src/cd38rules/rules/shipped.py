"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "3c6068b22a0ed273d878d07b593233d897ec4b0d4a07983d33186d96f2b40916"
