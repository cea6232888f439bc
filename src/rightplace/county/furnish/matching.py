"""The record compared with itself and with a list from social care: some links made, the rest to decide."""

from rightplace.casework.actions import matching
from rightplace.casework.models import Match
from rightplace.county.doubles import KINDS, doubled
from rightplace.county.furnish.desk import Desk
from rightplace.facts.matching import doubles, match
from rightplace.facts.record_matching import children_of_record, proposals_of, rows_of

_SYSTEM = "Social care"
_CHILDREN = 120
_LINKED = 5


def furnish(desk: Desk) -> None:
    """Look for children entered twice; load the list, propose its pairs, and decide on the surest."""
    record = children_of_record()
    twice = proposals_of(doubles(record), in_record=True)
    matching.propose(twice, **desk.how(desk.manager))
    mine = {case.person_id for case in (*desk.requests, *desk.plans)}
    near = [place for place, key in enumerate(record["key"].to_pylist()) if int(key) in mine]
    care = doubled(record.take(near[:_CHILDREN]), KINDS["social care"], desk.draws("matching"))
    if not care.people.num_rows:
        return
    how = desk.how(desk.manager)
    file = matching.load_list(
        rows_of(care.people), system=_SYSTEM, file_name="social-care.csv", digest="invented", **how
    )
    found = match(record, care.people)
    matching.propose(proposals_of(found), file=file, **how)
    _decide(desk)


def _decide(desk: Desk) -> None:
    """The manager says yes to the surest, and takes the last of them back."""
    surest = Match.objects.visible_to(desk.manager).filter(kind="sure", other=None)
    surest = surest.order_by("-probability")
    how = desk.how(desk.manager)
    pair = None
    for pair in surest[:_LINKED]:
        reason = "Name, date of birth and address were checked with social care"
        matching.confirm_same(pair, version=pair.version, reason=reason, **how)
    if pair is not None:
        reason = "Linked in error: to be asked of social care first"
        matching.undo_decision(pair, version=pair.version, reason=reason, **how)
