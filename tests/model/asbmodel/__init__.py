"""A reference model of the specification of cases, duties and decisions.

It is written for being read beside the specification, not for speed, and is the second
opinion in differential tests.  Standard library only, Python 3.9 or later.
"""
