"""The pages of letters and documents: what they hand out, to whom, and what they leave behind."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as WordFile
from pypdf import PdfReader

from rightplace.casework import vault
from rightplace.casework.actions import advice, assessments, plan_text, requests
from rightplace.casework.actions.advice import Advice, Asked, Provision
from rightplace.casework.actions.assessments import Where
from rightplace.casework.actions.letters import send_again
from rightplace.casework.actions.refusals import ActionRefused
from rightplace.casework.models import (
    AdviceRequest,
    AuditEvent,
    Bundle,
    Document,
    Letter,
    Person,
    RowChange,
    Setting,
)
from rightplace.papers.documents.sheets import Sheet, sheets_pdf
from rightplace.papers.letters import Letter as Paper
from rightplace.papers.letters import Text
from rightplace.web.staff.letters import copy_of, services
from tests.casework.plan_words import SOUND
from tests.casework.record import a_new_request
from tests.conftest import County
from tests.web.plan_records import heard

pytestmark = pytest.mark.django_db
TODAY = settings.TODAY
DAY = {
    "received_on-day": TODAY.day,
    "received_on-month": TODAY.month,
    "received_on-year": TODAY.year,
}


def signed_in(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


@pytest.fixture
def officer(county: County) -> Client:
    return signed_in(county, "officer")


@pytest.fixture
def manager(county: County) -> Client:
    return signed_in(county, "manager")


@pytest.fixture
def letter(county: County) -> Letter:
    seen = Person.objects.visible_to(county.user("officer"))
    return Letter.objects.filter(person__in=seen).earliest("pk")


@pytest.fixture
def marked(county: County) -> Document:
    """A document of the officer's in which something is hidden."""
    seen = Document.objects.visible_to(county.user("officer"))
    return seen.exclude(redacted_copies=None).earliest("pk")


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def letter_file(letter: Letter, form: str) -> str:
    return reverse("staff:letter-file", args=[letter.person_id, letter.pk, form])


def of(document: Document, name: str = "document", *more: object) -> str:
    return reverse(f"staff:{name}", args=[document.person_id, document.pk, *more])


def audits(person: int, action: str) -> int:
    return AuditEvent.objects.filter(person=person, action=action).count()


@pytest.mark.parametrize(
    ("form", "how", "ending"),
    [
        ("pdf", "inline", ".pdf"),
        ("word", "attachment", ".docx"),
        ("large-pdf", "inline", "-large-print.pdf"),
        ("large-word", "attachment", "-large-print.docx"),
    ],
)
def test_a_letters_file_is_named_by_its_reference_and_left_in_no_cache(
    officer: Client, letter: Letter, form: str, how: str, ending: str
) -> None:
    action = f"letter.download_{form.replace('-', '_')}"
    before = audits(letter.person_id, action)
    response = officer.get(letter_file(letter, form))
    name = f"RP-{letter.person_id:06d}-letter-{letter.pk}{ending}"
    assert response["Content-Disposition"] == f'{how}; filename="{name}"'
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert audits(letter.person_id, action) == before + 1
    content = body(response)
    if "pdf" in form:
        assert letter.subject in PdfReader(io.BytesIO(content)).pages[0].extract_text()
    else:
        words = [p.text for p in WordFile(io.BytesIO(content)).paragraphs]
        assert letter.subject in words


def test_the_file_handed_out_is_the_one_kept_and_a_changed_one_is_not(
    officer: Client, letter: Letter, tmp_path: Path, settings: Any
) -> None:
    assert body(officer.get(letter_file(letter, "pdf"))) == vault.read(letter.pdf)
    kept = vault.read(letter.pdf)
    settings.DOCUMENTS = tmp_path
    path = tmp_path / letter.pdf[:2] / letter.pdf
    path.parent.mkdir()
    path.write_bytes(kept[:-1] + b"?")
    with pytest.raises(vault.FileDamaged, match="is not what was kept"):
        officer.get(letter_file(letter, "pdf"))
    path.unlink()
    with pytest.raises(vault.FileDamaged, match="is missing"):
        officer.get(letter_file(letter, "pdf"))


def test_a_form_of_a_letter_that_there_is_not_is_not_found(officer: Client, letter: Letter) -> None:
    assert officer.get(letter_file(letter, "html")).status_code == 404


def test_letters_sent_is_the_same_on_the_page_and_in_the_file(
    county: County, manager: Client
) -> None:
    seen = Person.objects.visible_to(county.user("manager"))
    wanted = Letter.objects.filter(person__in=seen)
    assert 0 < wanted.count() < Letter.objects.count()
    response = manager.get(reverse("staff:letters-sent"), {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (
        len(rows)
        == wanted.count()
        == manager.get(reverse("staff:letters-sent")).content.decode().count('<th scope="row"')
    )


def test_letters_sent_is_narrowed_by_kind_day_and_sender(
    county: County, officer: Client, letter: Letter
) -> None:
    def count(**wanted: object) -> int:
        response = officer.get(reverse("staff:letters-sent"), {"format": "csv", **wanted})
        return len(response.content.decode("utf-8-sig").splitlines()) - 1

    def day(name: str, on: Any) -> dict[str, int]:
        return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}

    everything = count()
    seen = Letter.objects.filter(person__in=Person.objects.visible_to(county.user("officer")))
    assert everything == seen.count() > 0
    assert count(kind=letter.kind) == seen.filter(kind=letter.kind).count() > 0
    assert count(sent_by=letter.sent_by_id) == seen.filter(sent_by=letter.sent_by_id).count() > 0
    last, before = TODAY, TODAY - timedelta(days=1)
    today, earlier = seen.filter(dated=last).count(), seen.filter(dated__lte=before).count()
    assert (today > 0, today + earlier) == (True, everything)
    assert count(**day("since", last), **day("until", last)) == today
    assert count(**day("until", before)) == earlier
    assert count(**day("since", last + timedelta(days=1))) == 0


def queries(client: Client, url: str, **wanted: object) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(url, wanted).status_code == 200
    return len(context)


def test_lists_take_as_many_queries_for_one_row_as_for_three(
    county: County, officer: Client, letter: Letter
) -> None:
    person = Person.objects.visible_to(county.user("officer")).filter(letters=None).first()
    assert person is not None
    sent, part = reverse("staff:letters-sent"), reverse("staff:letters", args=[person.pk])
    documents = reverse("staff:documents", args=[person.pk])
    how = {"by": county.user("officer"), "at": letter.sent_at}

    def add(kind: str) -> None:
        row = Letter.objects.get(pk=letter.pk)
        row.person, row.kind = person, kind
        send_again(row, reason="Lost", **how)
        count = str(Document.objects.count())
        upload(officer, person.pk, (f"{count}.txt", count.encode()))

    add("own.first")
    one = queries(officer, part), queries(officer, documents)
    one_sent = queries(officer, sent, kind="own.first")
    add("own.second")
    add("own.second")
    three = queries(officer, part), queries(officer, documents)
    assert (*one, one_sent) == (*three, queries(officer, sent, kind="own.second"))


def test_sending_again_adds_a_row_with_the_same_files(officer: Client, letter: Letter) -> None:
    url = reverse("staff:letter-again", args=[letter.person_id, letter.pk])
    assert "Enter why it is sent again" in officer.post(url, {"reason": ""}).content.decode()
    assert officer.post(url, {"reason": "It came back"}).status_code == 302
    again = Letter.objects.latest("pk")
    assert again.pk != letter.pk
    assert (again.pdf, again.word, again.dated) == (letter.pdf, letter.word, letter.dated)
    assert AuditEvent.objects.latest("pk").detail["reason"] == "It came back"


LETTER = {
    "to": "Mx Zoë O'Dell\n1 High Street",
    "greeting": "Dear Mx O'Dell",
    "subject": "A delay",
    "text": "We are late.\n\n- One\n- Two",
    "reason": "An adviser was ill.",
    "day-day": 14,
    "day-month": 2,
    "day-year": 2023,
}


def test_a_letter_of_ones_own_is_previewed_and_sent_with_the_services_of_the_day(
    county: County, officer: Client, letter: Letter
) -> None:
    url = reverse("staff:letter-write", args=[letter.person_id, "delay"])
    count = Letter.objects.count()
    shown = officer.post(url, {**LETTER, "preview": "yes"})
    assert shown["Content-Type"] == "application/pdf"
    assert Letter.objects.count() == count
    assert officer.post(url, LETTER).status_code == 302
    sent = Letter.objects.latest("pk")
    words = " ".join(WordFile(io.BytesIO(vault.read(sent.word))).element.body.itertext())
    for expected in (
        "Mx Zoë O'Dell", "We are late.", "An adviser was ill.", "Tuesday 14 February 2023",
        str(services().complaints), str(services().advice), "SEND Statutory Service",
    ):  # fmt: skip
        assert expected in words
    assert sent.recipient == "Mx Zoë O'Dell"
    admin = signed_in(county, "administrator")
    change = {"name": "New advice", "contact": "01632 960 999", "hours": "", "version": 2}
    changed = admin.post(reverse("staff:service-change", args=["advice"]), change)
    assert changed.status_code == 302
    officer.post(url, LETTER)
    later = Letter.objects.latest("pk")
    assert "New advice: 01632 960 999" in str(later.content)
    assert "New advice" not in str(Letter.objects.get(pk=sent.pk).content)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"to": " \n "}, "Enter name and address"),
        ({"day-year": 2022}, "New expected day must be today or later"),
        ({"reason": ""}, "Enter why there is a delay"),
        ({"to": "x" * 201}, "The name must have 200 characters or fewer"),
    ],
)
def test_a_letter_that_lacks_something_is_not_sent(
    officer: Client, letter: Letter, change: dict[str, Any], words: str
) -> None:
    url = reverse("staff:letter-write", args=[letter.person_id, "delay"])
    count = Letter.objects.count()
    assert words in officer.post(url, {**LETTER, **change}).content.decode()
    assert Letter.objects.count() == count


def test_what_two_administrators_change_at_once_is_shown_to_the_second(county: County) -> None:
    admin = signed_in(county, "administrator")
    url = reverse("staff:service-change", args=["mediation"])
    first = {"name": "First", "contact": "", "hours": "", "version": 2}
    assert admin.post(url, first).status_code == 302
    answer = admin.post(url, {**first, "name": "Second"}).content.decode()
    assert "Someone else has changed this" in answer
    assert "Both versions" in answer
    page = admin.get(reverse("staff:authority")).content.decode()
    assert "“Common Ground Mediation” to “First”" in page
    assert RowChange.objects.filter(table="casework_familyservice").exists()


def a_pdf(text: str = "Words", title: str = "A") -> bytes:
    sheet = Sheet(heading=title, blocks=(Text(text),))
    return sheets_pdf([sheet], title=title, council="", fonts=settings.FONTS)


def upload(client: Client, person: int, *files: tuple[str, bytes], **said: object) -> Any:
    data = {
        "kind": "report", "confidentiality": "family", "source": "The school", **DAY, **said,
        "files": [SimpleUploadedFile(name, content) for name, content in files],
    }  # fmt: skip
    return client.post(reverse("staff:document-add", args=[person]), data)


def test_several_files_are_kept_and_the_bad_ones_told(officer: Client, letter: Letter) -> None:
    person = letter.person_id
    before = Document.objects.filter(person=person).count()
    answer = upload(
        officer, person, ("Good_one.pdf", a_pdf()), ("b.exe", b"MZ"), ("c.txt", b"Zo\xc3\xab")
    )
    page = answer.content.decode()
    assert "2 documents added" in page
    assert "b.exe: It is a program." in page
    rows = Document.objects.filter(person=person).order_by("-pk")[:2]
    assert [row.title for row in rows] == ["c", "Good one"]
    assert Document.objects.filter(person=person).count() == before + 2
    again = upload(officer, person, ("other name.pdf", vault.read(rows[1].digest)))
    assert "already, as “Good one”" in again.content.decode()


def test_files_are_refused_past_the_limits_and_not_written_whole(
    officer: Client, letter: Letter, settings: Any
) -> None:
    settings.UPLOAD_FILE_MB, settings.UPLOAD_REQUEST_MB = 1, 2
    big = b"x" * 900_000
    answer = upload(
        officer,
        letter.person_id,
        ("a.txt", b"y" * 1_100_000),
        ("b.txt", big),
        ("c.txt", big + b"z"),
    )
    page = answer.content.decode()
    assert "a.txt: The file has 1.0 MB; up to 1 MB are taken." in page
    assert "1 document added" in page
    assert "c.txt: The files together have more than 2 MB" in page


def test_an_upload_without_files_or_reason_says_so(officer: Client, letter: Letter) -> None:
    page = upload(officer, letter.person_id).content.decode()
    assert "Select files" in page
    page = upload(officer, letter.person_id, ("a.txt", b"A"), confidentiality="withheld")
    assert "Enter why it is not to be disclosed" in page.content.decode()


def test_a_document_is_handed_out_as_a_file_that_runs_nothing(
    officer: Client, marked: Document
) -> None:
    before = audits(marked.person_id, "document.download")
    response = officer.get(of(marked, "document-file"))
    assert response["Content-Disposition"] == f'attachment; filename="document-{marked.pk}.pdf"'
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store, private"
    assert body(response) == vault.read(marked.digest)
    assert audits(marked.person_id, "document.download") == before + 1


def test_the_redacted_copy_is_without_the_name(officer: Client, marked: Document) -> None:
    original = PdfReader(io.BytesIO(vault.read(marked.digest))).pages[0].extract_text()
    copy = PdfReader(io.BytesIO(body(officer.get(of(marked, "document-redacted")))))
    text = copy.pages[0].extract_text()
    assert "Harcastle" in original
    assert "Harcastle" not in text
    assert "[redacted: third party]" in text


def test_hiding_and_lifting_make_the_copy_anew(officer: Client, marked: Document) -> None:
    url = of(marked, "document-redact")
    wrong = officer.post(url, {"what": "phrase", "phrase": "Nowhere", "reason": "harm"})
    assert "“Nowhere” was not found" in wrong.content.decode()
    assert (
        "Enter the page" in officer.post(url, {"what": "page", "reason": "harm"}).content.decode()
    )
    given = {"what": "phrase", "phrase": "help with the morning", "reason": "harm", "page": 1}
    assert officer.post(url, given).status_code == 302
    copy = PdfReader(io.BytesIO(body(officer.get(of(marked, "document-redacted")))))
    assert "[redacted: serious harm]" in copy.pages[0].extract_text()
    for mark in marked.marks.filter(lifted_at=None):
        assert officer.get(of(marked, "mark-lift", mark.pk)).status_code == 200
        assert officer.post(of(marked, "mark-lift", mark.pk)).status_code == 302
    assert officer.get(of(marked, "document-redacted")).status_code == 404


def test_a_page_is_shown_as_a_picture_and_no_other_page_is(
    officer: Client, marked: Document
) -> None:
    response = officer.get(of(marked, "document-page", 1))
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert officer.get(of(marked, "document-page", 2)).status_code == 404


def test_a_document_is_corrected_and_withdrawn(officer: Client, marked: Document) -> None:
    said = {
        "title": "Visit", "kind": "report", "source": "", "confidentiality": "withheld",
        "withheld_because": "Harm", "superseded_by": "", "version": marked.version, **DAY,
    }  # fmt: skip
    assert officer.post(of(marked, "document-edit"), said).status_code == 302
    stale = officer.post(of(marked, "document-edit"), {**said, "title": "Other"})
    assert "Someone else has changed this" in stale.content.decode()
    assert (
        officer.post(of(marked, "document-withdraw"), {"reason": "Wrong child"}).status_code == 302
    )
    page = officer.get(reverse("staff:documents", args=[marked.person_id])).content.decode()
    assert "Withdrawn: Wrong child" in page
    assert "Visit" in page


def test_an_adviser_is_handed_what_is_shared_and_nothing_else(county: County) -> None:
    adviser = county.user("psychologist")
    document = Document.objects.filter(
        person__requests__assessment__advice__isnull=False, confidentiality="family"
    ).first()
    if document is None:
        person = Person.objects.filter(requests__assessment__advice__isnull=False).first()
        pytest.fail(f"no document of {person} to try with")
    AdviceRequest.objects.filter(assessment__request__person=document.person).update(
        assigned_to=adviser
    )
    client = signed_in(county, "psychologist")
    assert client.get(of(document, "document-file")).status_code == 200
    secret = Document.objects.get(person=document.person, confidentiality="third_party")
    assert client.get(of(secret, "document-file")).status_code == 404


def make(client: Client, person: int, purpose: str) -> tuple[Bundle, PdfReader]:
    response = client.post(reverse("staff:bundle-make", args=[person]), {"purpose": purpose})
    assert response.status_code == 302
    bundle = Bundle.objects.latest("pk")
    url = reverse("staff:bundle-file", args=[person, bundle.pk])
    return bundle, PdfReader(io.BytesIO(body(client.get(url))))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_case_file_holds_what_its_purpose_lets_be_given(
    officer: Client, marked: Document
) -> None:
    person = marked.person_id
    upload(
        officer,
        person,
        ("Third party alone.txt", b"Names the neighbour Ferris"),
        confidentiality="third_party",
    )
    upload(
        officer,
        person,
        ("Grave.txt", b"Grave words"),
        confidentiality="withheld",
        withheld_because="Harm",
    )
    upload(officer, person, ("Withdrawn one.txt", b"Gone words"))
    gone = Document.objects.latest("pk")
    officer.post(of(gone, "document-withdraw"), {"reason": "Wrong child"})
    held = {"Harcastle": "name", "Ferris": "third", "Grave words": "grave", "Gone words": "gone"}
    expected = {
        "access": set(),
        "tribunal": set(),
        "transfer": {"name", "third"},
        "internal": {"name", "third", "grave"},
    }
    slips = {"access": 2, "tribunal": 1, "transfer": 1, "internal": 0}
    for purpose, shown in expected.items():
        bundle, reader = make(officer, person, purpose)
        text = words_of(reader)
        assert {what for words, what in held.items() if words in text} == shown
        assert sum("Withheld" in entry["title"] for entry in bundle.contents) == slips[purpose]
        assert ("Grave" in text) is (purpose == "internal")
        assert bundle.pages == len(reader.pages) == bundle.contents[-1]["last"]
        assert ("[redacted: third party]" in text) is (purpose in ("access", "tribunal"))


def test_a_case_file_holds_final_plans_and_the_advice_that_was_submitted(
    county: County, officer: Client
) -> None:
    user, at = county.user("officer"), AuditEvent.objects.latest("at").at
    how: dict[str, Any] = {"by": user, "at": at}
    case = a_new_request(user, on=TODAY - timedelta(100), now=TODAY)
    assessment = requests.decide_to_assess(case, on=TODAY - timedelta(60), **how)
    psychologist, health = county.user("psychologist"), county.user("health")
    asked = [Asked("psychologist", psychologist), Asked("health", health)]
    rows = advice.ask_advisers(
        assessment, asked=asked, concerns="Speech.", on=TODAY - timedelta(60), **how
    )
    for row, needs in zip(rows, ("Wexcombe words", "Unsaid words"), strict=True):
        words = Advice(needs, "An outcome", (Provision("Play", "daily", "A TA", "a year"),), False)
        advice.write_advice(row, words=words, version=0, by=row.assigned_to, at=at)
    advice.submit_advice(rows[0], on=TODAY, by=psychologist, at=at)
    assessments.decide_to_issue(assessment, on=TODAY, **how)
    plan = assessments.issue_plan(
        assessment, on=TODAY, needs=["ASD"], named=Where(sen_setting="OLA"), **how
    )
    final = plan_text.take_over_text(plan, SOUND, on=TODAY, **how)
    plan_text.start_amendment(plan, **how)
    bundle, reader = make(officer, case.person_id, "tribunal")
    listed = [(each["section"], each["title"], each["source"]) for each in bundle.contents]
    assert [each for each in listed if each[0] in ("Advice and reports", "Plan")] == [
        ("Advice and reports", "Advice: Educational psychologist", psychologist.name),
        ("Plan", f"Final plan, version {final.number}", bundle.contents[-1]["source"]),
    ]
    text = words_of(reader)
    assert "Wexcombe words" in text
    assert "Unsaid words" not in text
    assert "A language programme with pictures, one to one." in text
    assert bundle.pages == len(reader.pages)


def test_a_plan_that_a_letter_took_along_is_once_in_the_case_file(
    county: County, officer: Client
) -> None:
    version = heard(county.user("officer"))
    school = Setting.objects.filter(setting_group="mainstream").earliest("pk")
    given = {name.replace("received_on", "on"): value for name, value in DAY.items()}
    given |= {"primary": "ASD", "setting": school.pk, "version": version.version}
    officer.post(reverse("staff:plan-issue", args=[version.request_id]), given)
    bundle, _ = make(officer, version.person_id, "access")
    plans = [each["title"] for each in bundle.contents if "Final plan" in each["title"]]
    assert plans == [f"Final plan, version {version.number + 1}"]


def test_a_case_file_is_listed_with_its_contents_and_its_download_recorded(
    officer: Client, marked: Document
) -> None:
    before = audits(marked.person_id, "bundle.download")
    bundle, reader = make(officer, marked.person_id, "tribunal")
    assert audits(marked.person_id, "bundle.download") == before + 1
    page = officer.get(reverse("staff:bundle", args=[marked.person_id, bundle.pk])).content.decode()
    assert "Tribunal bundle" in page
    assert page.count('<th scope="row"') == len(bundle.contents)
    assert "Chronology" in words_of(reader)


def test_a_notice_that_lacks_what_it_must_say_is_not_sent(county: County) -> None:
    bare = Paper(
        kind="decision.refuse_to_assess", subject="Our decision", to=("A",), greeting="Dear A",
        dated=TODAY, reference="RP-1", council="", signed_by=("B",), blocks=(),
    )  # fmt: skip
    with pytest.raises(ActionRefused, match="does not give the reasons for the decision, nor"):
        copy_of(bare)
