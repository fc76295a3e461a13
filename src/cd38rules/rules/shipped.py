"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "4ffa51b32eff4d675cc9c3f69c0f168c15a56254197503ff95ba7d3781effdb0"
