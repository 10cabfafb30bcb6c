"""What docs/schema.py makes the JSON Schemas with: the tables of the library's own sources (tables), and one module for each schema."""
