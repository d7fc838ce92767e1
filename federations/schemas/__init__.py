"""The app's schemas, and the types that are written from them."""
