"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "45b42f19b7302d29ce16d4889054898dbb2ab32278d3a14d5d252a4831285fa6"
