"""What docs/reference.py makes the pages of docs/reference from."""
