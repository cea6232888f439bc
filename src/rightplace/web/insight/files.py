"""Figures as a file."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from rightplace.papers.csv import csv_bytes


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file of that name to take away."""
    return HttpResponse(
        csv_bytes(columns, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
