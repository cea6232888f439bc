"""What every page is made of: templates, presenters, forms, theme."""
