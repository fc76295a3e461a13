"""Who may call: tokens that clients sign with keys of their own, as CDS Hooks describes them."""
