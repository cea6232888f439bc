"""Letters: what they say as data, and the same words as tagged PDF and as Word.

`Letter` is built by a function for each kind of notice, from plain facts. `pdf` and `word` turn it
into files; both hold the same words in the same order, so that either can be the copy kept.
"""

from rightplace.papers.letters.letter import Block, Bullets, Grid, Heading, Letter, Steps, Text
from rightplace.papers.letters.pdf import pdf
from rightplace.papers.letters.required import missing
from rightplace.papers.letters.services import Service, Services
from rightplace.papers.letters.word import word

__all__ = [
    "Block",
    "Bullets",
    "Grid",
    "Heading",
    "Letter",
    "Service",
    "Services",
    "Steps",
    "Text",
    "missing",
    "pdf",
    "word",
]
