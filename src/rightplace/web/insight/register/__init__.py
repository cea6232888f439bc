"""The register of indicators on screen."""
