"""Writing a plan, sending it, hearing the family, issuing it, amending it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rightplace.casework import deadlines, vault
from rightplace.casework.actions import (
    assessments,
    plan_issue,
    plan_rows,
    plan_text,
    plans,
    requests,
    reviews,
)
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.plan_issue import Final
from rightplace.casework.actions.plan_text import Amended, Files, Read
from rightplace.casework.actions.refusals import ActionRefused, EditConflict
from rightplace.casework.actions.reviews import Said
from rightplace.casework.models import (
    AuditEvent,
    CaseEvent,
    CaseLock,
    FamilyViews,
    Person,
    Plan,
    PlanNeed,
    PlanOutcome,
    PlanProvision,
    PlanVersion,
    Request,
    Review,
    Role,
    Setting,
    User,
)
from rightplace.casework.queries.plan_text import (
    about,
    amendments_between,
    plan_file,
    school_year,
    text_of,
)
from rightplace.plan_words.sections import Area
from rightplace.plan_words.text import NeedText, PlanText, Table
from tests.casework.plan_words import NEED, OUTCOME, PROVISION, SOUND, providing
from tests.casework.record import MONDAY, NOON, a_child, a_request, a_school, a_user, an_officer, at

pytestmark = pytest.mark.usefixtures("empty_record")
FILES = Files(b"the pdf", b"the word")
SENT = MONDAY + timedelta(101)
LAST_DAY = SENT + timedelta(14)


def how(user: User) -> dict[str, object]:
    return {"by": user, "at": NOON}


def agreed(officer: User | None = None) -> Request:
    """A request for which a plan was agreed."""
    officer = officer or an_officer()
    request = a_request(officer)
    assessment = requests.decide_to_assess(request, on=MONDAY + timedelta(40), **how(officer))
    assessments.decide_to_issue(assessment, on=MONDAY + timedelta(100), **how(officer))
    return request


def draft(text: PlanText = SOUND, request: Request | None = None) -> PlanVersion:
    """A draft that says `text`, row by row as an officer writes it."""
    request = request or agreed()
    by = how(request.officer)
    version = plan_text.start_draft(request, **by)
    for said in text.passages:
        passage = version.passages.get(slug=said.slug)
        plan_rows.write_passage(
            passage, text=said.text, none_identified=said.none_identified, version=1, **by
        )
    for row in text.all_rows():
        plan_rows.add_row(version, row, **by)
    version.refresh_from_db()
    return version


def read(version: PlanVersion, in_spite: str = "") -> Read:
    return Read(version.version, FILES, in_spite)


def send(version: PlanVersion, on: date = SENT) -> None:
    plan_issue.send_draft_plan(version, on=on, read=read(version), **how(version.request.officer))


def issue(version: PlanVersion, school: Setting | None = None, **more: object) -> Plan:
    officer = version.request.officer
    final = Final(["ASD", "SLCN"], Where(school or a_school(officer)))
    given = {"on": LAST_DAY + timedelta(1), "read": read(version), **how(officer)} | more
    return plan_issue.issue_final_plan(version, final, **given)  # type: ignore[arg-type]


def test_what_is_written_row_by_row_is_what_is_read() -> None:
    version = draft()
    assert text_of(version) == SOUND
    assert (version.number, version.status, version.made_on) == (1, "draft", NOON.date())
    # each passage and each row counts as a change of the version
    assert version.version == 1 + len(SOUND.passages) + 4
    assert AuditEvent.objects.filter(action="plan_text.add_row").count() == 4


def test_there_is_one_draft_at_a_time() -> None:
    version = draft()
    with pytest.raises(ActionRefused, match="has a draft plan already"):
        plan_text.start_draft(version.request, **how(version.request.officer))


def test_no_plan_is_drafted_before_the_child_is_assessed() -> None:
    request = a_request(an_officer())
    with pytest.raises(ActionRefused, match="while the child is assessed"):
        plan_text.start_draft(request, **how(request.officer))


def test_of_two_who_edit_a_row_the_second_is_told() -> None:
    version = draft()
    row = PlanNeed.objects.get(key=1)
    by = how(version.request.officer)
    plan_rows.change_row(row, replace(NEED, text="One."), version=1, **by)
    with pytest.raises(EditConflict) as conflict:
        plan_rows.change_row(row, replace(NEED, text="Two."), version=1, **by)
    assert (conflict.value.row.text, conflict.value.fields["text"]) == ("One.", "Two.")  # type: ignore[attr-defined]
    # another row of the same version can be edited meanwhile
    plan_rows.change_row(
        PlanOutcome.objects.get(), replace(OUTCOME, text="She reads."), version=1, **by
    )


def test_two_may_write_in_different_passages() -> None:
    version = draft()
    by = how(version.request.officer)
    for slug in ("child", "history"):
        passage = version.passages.get(slug=slug)
        plan_rows.write_passage(
            passage, text="New.", none_identified=False, version=passage.version, **by
        )
    assert [text_of(version).passage(s).text for s in ("child", "history")] == ["New.", "New."]


def test_a_passage_says_none_or_says_what() -> None:
    version = draft()
    passage = version.passages.get(slug="care")
    with pytest.raises(ActionRefused, match="Either write something or say that nothing"):
        plan_rows.write_passage(
            passage, text="x", none_identified=True, version=2, **how(version.request.officer)
        )


def test_a_removed_row_is_tied_to_nothing_and_its_key_is_not_given_again() -> None:
    version = draft()
    by = how(version.request.officer)
    plan_rows.remove_row(PlanNeed.objects.get(key=1), **by)
    text = text_of(version)
    assert [row.key for row in text.needs] == [2]
    assert text.outcomes[0].needs == (2,)
    added = plan_rows.add_row(version, NeedText(0, Area.SEMH, "She worries."), **by)
    assert (added.key, text_of(version).codes(Table.NEEDS)) == (3, {2: "B1", 3: "B2"})


def test_a_row_moves_within_its_section_and_stops_at_its_ends() -> None:
    version = draft()
    by = how(version.request.officer)
    plan_rows.add_row(version, NeedText(0, Area.HEALTH, "She has asthma."), **by)
    plan_rows.add_row(version, NeedText(0, Area.SEMH, "She worries."), **by)
    for key, up in ((4, True), (4, True), (4, True), (3, False)):
        plan_rows.move_row(PlanNeed.objects.get(key=key), up=up, **by)
    assert text_of(version).codes(Table.NEEDS) == {4: "B1", 1: "B2", 2: "B3", 3: "C1"}


def test_a_tie_to_a_row_that_is_not_there_is_refused() -> None:
    version = draft()
    by = how(version.request.officer)
    with pytest.raises(ActionRefused, match="has been removed meanwhile"):
        plan_rows.add_row(version, replace(OUTCOME, needs=(1, 99)), **by)
    plan_rows.remove_row(PlanOutcome.objects.get(), **by)
    with pytest.raises(ActionRefused, match="has been removed meanwhile"):
        plan_rows.add_row(version, PROVISION, **by)


def test_sending_a_draft_starts_the_familys_15_days_and_keeps_what_went() -> None:
    version = draft()
    send(version)
    version.refresh_from_db()
    assert (version.status, version.proposed_on) == ("proposed", SENT)
    assert (vault.read(version.pdf), vault.read(version.word)) == (b"the pdf", b"the word")
    clocks = deadlines.clocks_of(version.request, as_of=SENT)
    assert [c.due_on for c in clocks if c.key == "draft.family_views"] == [LAST_DAY]
    audit = AuditEvent.objects.latest("pk")
    assert (audit.action, audit.detail) == ("plan_text.send_draft", {"number": 1})
    assert list(deadlines.drift(as_of=NOON.date())) == []


def test_what_was_sent_is_not_changed() -> None:
    version = draft()
    send(version)
    by = how(version.request.officer)
    row = PlanNeed.objects.get(key=1)
    for act in (
        lambda: plan_rows.change_row(row, NEED, version=1, **by),
        lambda: plan_rows.remove_row(row, **by),
        lambda: plan_rows.move_row(row, up=False, **by),
        lambda: plan_rows.add_row(version, NEED, **by),
    ):
        with pytest.raises(ActionRefused, match="This version was sent"):
            act()


def test_what_someone_changed_after_it_was_read_does_not_go_out() -> None:
    version = draft()
    before = read(version)
    by = how(version.request.officer)
    plan_rows.change_row(PlanNeed.objects.get(key=1), NEED, version=1, **by)
    with pytest.raises(ActionRefused, match="Someone has changed this draft"):
        plan_issue.send_draft_plan(version, on=SENT, read=before, **by)
    assert not CaseEvent.objects.filter(kind="draft_sent").exists()


def test_a_draft_with_an_error_goes_only_with_a_managers_reason() -> None:
    version = draft(providing(text="Access to a laptop."))
    officer = version.request.officer
    manager = a_user("manager", Role.TEAM_MANAGER, officer.team)
    for user, reason in ((officer, "Agreed."), (manager, " ")):
        with pytest.raises(ActionRefused, match="The checks found 1 error"):
            plan_issue.send_draft_plan(version, on=SENT, read=read(version, reason), **how(user))
    assert PlanVersion.objects.get().status == "draft"
    plan_issue.send_draft_plan(version, on=SENT, read=read(version, "Ordered."), **how(manager))
    sent = PlanVersion.objects.get()
    assert (sent.status, sent.sent_in_spite, sent.sent_in_spite_by) == (
        "proposed",
        "Ordered.",
        manager,
    )


def test_no_draft_is_sent_before_a_plan_is_agreed() -> None:
    request = a_request(an_officer())
    requests.decide_to_assess(request, on=MONDAY + timedelta(40), **how(request.officer))
    version = draft(request=request)
    with pytest.raises(ActionRefused, match="Record the decision to issue"):
        send(version)


def test_the_next_draft_is_a_copy_of_what_was_sent_and_takes_its_place() -> None:
    first = draft()
    send(first)
    second = plan_text.start_draft(first.request, **how(first.request.officer))
    assert (second.number, second.based_on, text_of(second)) == (2, first, SOUND)
    send(second, SENT + timedelta(5))
    first.refresh_from_db()
    assert (first.status, text_of(first)) == ("superseded", SOUND)


def test_the_views_of_the_family_are_kept_with_the_version_that_they_had() -> None:
    version = draft()
    send(version)
    school = a_school(version.request.officer)
    views = plan_issue.record_views(
        version.request,
        on=SENT + timedelta(3),
        said="We want Larkfield.",
        preferred=school,
        wants_meeting=True,
        **how(version.request.officer),
    )
    assert FamilyViews.objects.get() == views
    assert (views.plan_version, views.preferred, views.wants_meeting, views.wants_budget) == (
        version,
        school,
        True,
        False,
    )
    clocks = deadlines.clocks_of(version.request, as_of=NOON.date())
    assert [c.met_on for c in clocks if c.key == "draft.family_views"] == [views.received_on]


def test_views_without_words_are_refused() -> None:
    version = draft()
    send(version)
    with pytest.raises(ActionRefused, match="Write down what the family said"):
        plan_issue.record_views(version.request, on=SENT, said=" ", **how(version.request.officer))


def test_a_plan_is_not_issued_before_the_family_was_heard() -> None:
    version = draft()
    with pytest.raises(ActionRefused, match="Send the draft to the family first"):
        issue(version)
    send(version)
    version.refresh_from_db()
    with pytest.raises(ActionRefused, match="until 25 April 2024"):
        issue(version, school=Setting.objects.first(), on=LAST_DAY)
    plan_issue.record_views(version.request, on=SENT, said="Yes.", **how(version.request.officer))
    issue(version, school=Setting.objects.first(), on=LAST_DAY)


def test_issuing_what_was_sent_makes_a_final_version_that_names_the_setting() -> None:
    version = draft()
    send(version)
    version.refresh_from_db()
    plan = issue(version)
    final = PlanVersion.objects.get(status="final")
    version.refresh_from_db()
    assert (version.status, text_of(version)) == ("superseded", SOUND)
    assert (final.number, final.plan, final.final_on) == (2, plan, LAST_DAY + timedelta(1))
    named = "Larkfield Primary School (Mainstream - LA maintained)"
    assert text_of(final) == SOUND.with_passage("placement", named)
    assert [n.sen_type for n in plan.needs.order_by("rank")] == ["ASD", "SLCN"]
    assert (plan.next_duty, plan.next_due_on) == ("review.annual", date(2025, 4, 25))
    assert vault.read(final.pdf) == b"the pdf"


def test_a_draft_changed_since_is_issued_only_if_the_family_asked_for_the_change() -> None:
    first = draft()
    send(first)
    request, by = first.request, how(first.request.officer)
    second = plan_text.start_draft(request, **by)
    need = second.planneeds.get(key=1)
    plan_rows.change_row(need, replace(NEED, text="She speaks well."), version=1, **by)
    second.refresh_from_db()
    with pytest.raises(ActionRefused, match="The draft was changed since"):
        issue(second)
    plan = issue(second, school=Setting.objects.first(), family_asked=True)
    second.refresh_from_db()
    assert (second.status, second.plan, second.passages.get(slug="placement").text) == (
        "final",
        plan,
        "Larkfield Primary School (Mainstream - LA maintained)",
    )


def test_two_settings_are_named_in_their_order() -> None:
    version = draft()
    send(version)
    version.refresh_from_db()
    officer = version.request.officer
    final = Final(["ASD"], Where(a_school(officer), in_sen_unit=True), Where(sen_setting="OLA"))
    plan = plan_issue.issue_final_plan(
        version, final, on=LAST_DAY + timedelta(1), read=read(version), **how(officer)
    )
    named = plan.named_settings.order_by("rank")
    assert [(n.rank, n.in_sen_unit, n.sen_setting) for n in named] == [
        (1, True, ""),
        (2, False, "OLA"),
    ]
    assert plan.placements.count() == 1
    assert text_of(plan.versions.get(status="final")).passage("placement").text == (
        "Larkfield Primary School, in its SEN unit (Mainstream - LA maintained)\n"
        "Arranged by the authority outside a school (CFA 2014 s61)"
    )


def issued() -> Plan:
    version = draft()
    send(version)
    version.refresh_from_db()
    return issue(version)


def test_an_amendment_copies_the_final_plan_and_becomes_it() -> None:
    plan = issued()
    by = how(plan.officer)
    old = plan.versions.get(status="final")
    version = plan_text.start_amendment(plan, **by)
    assert (version.based_on, text_of(version)) == (old, text_of(old))
    row = PlanProvision.objects.get(plan_version=version)
    plan_rows.change_row(row, replace(PROVISION, ratio="1 to 2"), version=1, **by)
    assert [(a.code, a.old, a.new) for a in amendments_between(old, version)] == [
        ("F1", "1 to 1", "1 to 2")
    ]
    review = reviewed(plan)
    reviews.decide_to_amend(review, amended=amended(version), on=NOON.date(), **by)
    old.refresh_from_db()
    assert (version.status, old.status) == ("proposed", "final")
    assert review.proposed_changes == "Section F, F1, Ratio or group: “1 to 1” becomes “1 to 2”"
    reviews.receive_views(review, on=NOON.date(), **by)
    reviews.issue_amended_plan(review, amended=amended(version), on=NOON.date(), **by)
    old.refresh_from_db()
    assert (version.status, version.final_on, old.status) == ("final", NOON.date(), "superseded")
    assert CaseEvent.objects.filter(kind="plan_amended").count() == 1


def reviewed(plan: Plan) -> Review:
    said = Said(child_views="I like maths.", progress="Reads a page alone.")
    return reviews.hold_review_meeting(plan, on=NOON.date(), said=said, **how(plan.officer))


def amended(version: PlanVersion, in_spite: str = "") -> Amended:
    version.refresh_from_db()
    return Amended(version, read(version, in_spite))


def test_an_amendment_with_an_error_goes_and_is_issued_only_with_a_managers_reason() -> None:
    plan = issued()
    manager = a_user("manager-1", Role.TEAM_MANAGER, plan.team)
    version = plan_text.start_amendment(plan, **how(plan.officer))
    row = PlanProvision.objects.get(plan_version=version)
    vague = replace(PROVISION, text="Access to a laptop.")
    plan_rows.change_row(row, vague, version=1, **how(plan.officer))
    review, day = reviewed(plan), NOON.date()
    for by, reason in ((plan.officer, "Agreed"), (manager, " ")):
        with pytest.raises(ActionRefused, match="The checks found 1 error"):
            reviews.decide_to_amend(review, amended=amended(version, reason), on=day, **how(by))
    review.refresh_from_db()
    assert (review.decision, version.status) == ("", "draft")
    reviews.decide_to_amend(review, amended=amended(version, "Agreed"), on=day, **how(manager))
    assert (version.sent_in_spite, version.sent_in_spite_by) == ("Agreed", manager)
    reviews.receive_views(review, on=day, **how(plan.officer))
    with pytest.raises(ActionRefused, match="The checks found 1 error"):
        reviews.issue_amended_plan(review, amended=amended(version), on=day, **how(plan.officer))
    reviews.issue_amended_plan(review, amended=amended(version, "As sent"), on=day, **how(manager))
    assert (version.status, version.sent_in_spite) == ("final", "As sent")


def test_an_amendment_that_was_changed_since_or_changes_nothing_does_not_go() -> None:
    plan = issued()
    by, day = how(plan.officer), NOON.date()
    version = plan_text.start_amendment(plan, **by)
    review = reviewed(plan)
    with pytest.raises(ActionRefused, match="says the same as the plan in force"):
        reviews.decide_to_amend(review, amended=amended(version), on=day, **by)
    opened = amended(version)
    row = PlanProvision.objects.get(plan_version=version)
    plan_rows.change_row(row, replace(PROVISION, ratio="1 to 2"), version=1, **by)
    with pytest.raises(ActionRefused, match="Someone has changed this draft"):
        reviews.decide_to_amend(review, amended=opened, on=day, **by)


def test_an_amendment_that_is_dropped_is_not_what_the_next_one_begins_with() -> None:
    plan = issued()
    by, day = how(plan.officer), NOON.date()
    version = plan_text.start_amendment(plan, **by)
    row = PlanProvision.objects.get(plan_version=version)
    plan_rows.change_row(row, replace(PROVISION, ratio="1 to 2"), version=1, **by)
    review = reviewed(plan)
    reviews.decide_to_amend(review, amended=amended(version), on=day, **by)
    reviews.decide_not_to_amend(review, on=day, reasons="The need was met.", **by)
    version.refresh_from_db()
    assert version.status == "superseded"
    assert plan_text.start_amendment(plan, **by).based_on == plan.versions.get(status="final")


def test_a_request_is_not_finished_as_an_amendment_nor_an_amendment_issued() -> None:
    version = draft()
    by = how(version.request.officer)
    with pytest.raises(ActionRefused, match="a review amends a plan"):
        plan_text.keep_words_in_force(version, on=SENT, **by)
    send(version)
    version.refresh_from_db()
    plan = issue(version)
    amends = plan_text.start_amendment(plan, **by)
    with pytest.raises(ActionRefused, match="its review sends and issues it"):
        plan_issue.send_draft_plan(amends, on=SENT, read=read(amends), **by)
    with pytest.raises(ActionRefused, match="a review amends a plan"):
        plan_text.keep_words_in_force(amends, on=SENT, **by)


def test_a_plan_that_ceased_is_not_amended() -> None:
    plan = issued()
    by = how(plan.officer)
    plans.cease_plan(plan, on=NOON.date(), reason="1", placement=None, **by)
    with pytest.raises(ActionRefused, match="The plan ceased on"):
        plan_text.start_amendment(plan, **by)


def test_words_from_before_are_taken_over_as_they_stood() -> None:
    request = agreed()
    by = how(request.officer)
    assessments.send_draft(request.assessment, on=SENT, **by)
    version = plan_text.take_over_text(request, SOUND, on=SENT, **by)
    assert (version.status, version.proposed_on, text_of(version)) == ("proposed", SENT, SOUND)
    plan = issue(version)
    assert plan.versions.get(status="final").number == 2


def test_the_checks_name_no_child_whose_record_is_locked() -> None:
    version = draft()
    officer = version.request.officer
    for forename in ("Noah", "Secret"):
        child = a_child(officer, surname=forename)
        Person.objects.filter(pk=child.pk).update(forename=forename)
        a_request(officer, child)
    secret = Person.objects.get(forename="Secret")
    CaseLock.objects.create(person=secret, reason="x", locked_at=NOON, locked_by=officer)
    facts = about(version, as_of=NOON.date())
    assert facts.others == (("Noah", "Noah"),)
    assert (facts.forename, facts.school_year, facts.may_name) == ("Zoë", 3, False)
    assert facts.staff == ("Ada officer-1",)


@pytest.mark.parametrize(
    ("born", "on", "year"),
    [
        (date(2009, 8, 31), date(2022, 9, 1), 9),
        (date(2009, 9, 1), date(2022, 9, 1), 8),
        (date(2009, 8, 31), date(2022, 8, 31), 8),
        (date(2018, 1, 1), date(2023, 1, 31), 0),
    ],
)
def test_the_school_year_turns_in_september(born: date, on: date, year: int) -> None:
    assert school_year(born, on) == year


def test_the_file_of_a_child_opens_with_the_newest_version() -> None:
    version = draft()
    file = plan_file(version.person)
    assert (file.current, file.draft, file.request, file.plan) == (
        version,
        version,
        version.request,
        None,
    )
    assert at(NOON.date()) == NOON
