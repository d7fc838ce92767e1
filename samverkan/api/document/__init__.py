"""The API's own description: OpenAPI, papers and examples."""
