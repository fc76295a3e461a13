"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "bad1a27eb6aa872d8716c87a2b537ccef526858e9a212669161801a1e82eac30"
