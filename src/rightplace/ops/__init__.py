"""Running the product: settings, commands, the embedded database, health."""
