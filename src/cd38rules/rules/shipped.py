"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "da634846691bd108fb559a4740fb131656c637fe4ab9e13df4a25ee16b52a9a2"
