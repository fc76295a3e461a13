"""Pictures of the evidence, each drawn from the catalogue alone and each with a table that says the same."""
