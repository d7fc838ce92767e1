"""What leaves the catalogue as files: tables and PDF; knows no model."""
