"""The rule book as a static site that a clinician can review: offline, without scripts from elsewhere, byte by byte
the same for the same book. Pages show what the rule files say; nothing is worded by hand a second time."""
