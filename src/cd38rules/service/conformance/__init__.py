"""Is a service one of CDS Hooks? Each answer of it is held against the specification, and what isn't right is told."""
