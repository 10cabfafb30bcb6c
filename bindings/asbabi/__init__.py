"""Reads the public headers into a description of the ABI, and writes bindings from it."""
