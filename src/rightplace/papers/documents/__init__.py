"""Documents as pages: their words, pictures of their pages, and copies with things taken out."""
