"""What comes and goes in files: documents, histories and spreadsheets."""
