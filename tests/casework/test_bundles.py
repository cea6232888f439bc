"""What goes into a case file: a table of purposes, confidentialities, marks and newer documents."""

import pytest

from rightplace.casework.models import BundlePurpose, Confidentiality, Document
from rightplace.casework.queries.bundles import Treatment, treatment_of

W, R, S, L = Treatment.WHOLE, Treatment.REDACTED, Treatment.WITHHELD, Treatment.LEFT_OUT
# Purpose -> for family, professionals, third party, withheld: without marks, and with marks.
TABLE = {
    BundlePurpose.ACCESS: ((W, W, S, S), (R, R, R, S)),
    BundlePurpose.TRIBUNAL: ((W, W, S, L), (R, R, R, L)),
    BundlePurpose.TRANSFER: ((W, W, W, S), (W, W, W, S)),
    BundlePurpose.INTERNAL: ((W, W, W, W), (W, W, W, W)),
}


@pytest.mark.parametrize("purpose", TABLE)
@pytest.mark.parametrize("marked", [False, True])
def test_how_a_document_goes_into_a_case_file(purpose: BundlePurpose, marked: bool) -> None:
    found = [
        treatment_of(Document(confidentiality=each), purpose, marked=marked)
        for each in Confidentiality
    ]
    assert found == list(TABLE[purpose][marked])


@pytest.mark.parametrize("purpose", TABLE)
def test_what_was_replaced_is_left_out_of_a_tribunal_bundle_alone(purpose: BundlePurpose) -> None:
    old = Document(confidentiality="family", superseded_by_id=1)
    expected = L if purpose is BundlePurpose.TRIBUNAL else W
    assert treatment_of(old, purpose, marked=False) is expected
