"""CDS Hooks 2.0.1: what a health record asks at a moment of its own, answered with cards."""
