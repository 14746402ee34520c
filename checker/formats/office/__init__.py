"""Documents of office programs, e-books and PDF: their text as its readers see it."""
