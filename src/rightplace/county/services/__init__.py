"""What the county's other services hold: invented lists and entered figures with five years of history.

They are calibrated: the figures of quarter 3 2022/23, and those that they are compared with, are the ones
that one county published. All that lies before is invented.
"""

from rightplace.county.services.load import AS_OF, load_services

__all__ = ["AS_OF", "load_services"]
