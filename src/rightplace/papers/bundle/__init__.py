"""A whole case file as one PDF: a cover, an index, and everything in it with its pages counted through."""

from rightplace.papers.bundle.build import (
    Built,
    Cover,
    Entry,
    Item,
    Made,
    Paged,
    Picture,
    Words,
    build,
)

__all__ = ["Built", "Cover", "Entry", "Item", "Made", "Paged", "Picture", "Words", "build"]
