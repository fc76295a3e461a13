"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "ef5f4163347b14c7153da117984af550356505b8a193dbfd5bf9c243134f91a3"
