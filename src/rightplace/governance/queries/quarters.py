"""Frozen quarters, their lines, and what is said of them."""

from django.db.models import QuerySet

from rightplace.governance.models import CommentaryRequest, FrozenQuarter


def wanting(quarter: FrozenQuarter) -> QuerySet[CommentaryRequest]:
    """The requests for commentary that are neither answered by a signed text nor withdrawn."""
    asked = CommentaryRequest.objects.filter(figure__quarter=quarter, withdrawn_because="")
    return asked.exclude(texts__signed_at__isnull=False).select_related("figure")
