"""Our rules in other rule engines: the same rules, the same facts, checked equal before anything is timed.

`run.py` measures; `rules.py` chooses, `prepared.py` prepares, and each engine has an adapter of its own.
"""
