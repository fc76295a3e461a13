"""The hash of the rule book that this version was released with. Written by `make seal`, checked by a test."""

SHIPPED_SHA256 = "275d353da471608f1cba85407b41a8b893f2e3fdd96097fd96fbe75c3bb2080c"
