"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "6f9aab1a1906dea75b0dc766e3d95f7e9731d5e02c9f1965bf9ae9a999322bdf"
