"""The service: reports by HTTP, and CDS Hooks for electronic health records. Needs the extra `service`.

A request is decided on its own: nothing of one patient is there when the next one is decided.
"""
