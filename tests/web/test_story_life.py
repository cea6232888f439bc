"""The whole life of one plan, eleven years, through the screens; the clocks are right at each step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from rightplace.casework import vault
from rightplace.casework.deadlines import Deadline, deadline_of
from rightplace.casework.models import Decision, Letter, Person, Plan, Request
from tests.web.browser import axe, follow
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


@dataclass
class Life:
    """Someone at a browser, on the day that the story has reached."""

    page: Page
    server: str
    settings: Any
    person: int = 0
    request: int = 0

    def on(self, day: date) -> None:
        """Let it be that day."""
        self.settings.TODAY = day

    def open(self, address: str) -> None:
        """Open a page of the product."""
        answer = self.page.goto(f"{self.server}/{address}")
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"

    def fill(self, **given: Any) -> None:
        """Answer the fields of a form by their names; a day goes into its three boxes."""
        for name, value in given.items():
            if isinstance(value, date):
                for part in ("day", "month", "year"):
                    self.page.locator(f"#id_{name}-{part}").fill(str(getattr(value, part)))
            elif isinstance(value, list):
                for each in value:
                    self.page.locator(f"input[name={name}][value='{each}']").check()
            elif value is True:
                self.page.locator(f"input[name={name}]").check()
            else:
                self._answer(name, str(value))

    def _answer(self, name: str, value: str) -> None:
        field = self.page.locator(f"main [name={name}]").first
        kind = field.evaluate("field => field.tagName + (field.type || '')")
        if kind.startswith("SELECT"):
            field.select_option(value)
        elif kind.endswith("radio"):
            self.page.locator(f"input[name={name}][value='{value}']").check()
        else:
            field.fill(value)

    def send(self, address: str, **given: Any) -> None:
        """Open a page that is one form, answer it and send it; nothing was wrong with it."""
        self.open(address)
        self.fill(**given)
        self.press()

    def press(self, button: str = "") -> None:
        """Send the form by that button, or by its first; nothing was wrong with it."""
        buttons = self.page.locator("main form.rp-form button")
        chosen = self.page.get_by_role("button", name=button, exact=True) if button else buttons
        follow(self.page, chosen.first)
        assert self.page.locator(".govuk-error-summary").all_inner_texts() == []

    def choose(self, link: str) -> None:
        """Follow a link of the page."""
        follow(self.page, self.page.get_by_role("link", name=link, exact=True).first)

    def part(self, name: str = "") -> None:
        """Open a part of the child's record."""
        self.open(f"cases/{self.person}/{name}")

    def due(self, duty: str, on: date) -> None:
        """The next limit is that one on that day: on the row, by the clock, and on the screen."""
        case: Request | Plan
        case = Plan.objects.filter(person=self.person).first() or Request.objects.get(
            pk=self.request
        )
        assert (case.next_duty, case.next_due_on) == (duty, on)
        assert Deadline.kept(case) == deadline_of(case, as_of=self.settings.TODAY)
        self.part()
        expect(self.page.locator("main").get_by_text(f"{on:%-d %b %Y}").first).to_be_visible()


@pytest.fixture
def life(page: Page, server: str, settings: Any, sign_in: SignIn) -> Life:
    sign_in(page, "manager")
    return Life(page, server, settings)


def test_eleven_years(life: Life, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        ask(life)
        assess(life)
        issue(life)
        for year in range(2024, 2034):
            review(life, year)
            if year == 2028:
                move_to_secondary(life)
        end(life)
        letters_can_be_opened(life)


def ask(life: Life) -> None:
    """The mother asks on 6 February 2023; the decision is due on 20 March."""
    life.on(date(2023, 2, 6))
    life.open("requests/new/")
    life.fill(
        asker="parent",
        requester_name="Ottoline Greengage",
        requester_relationship="Mother",
        requester_email="ottoline@greengage.example",
        channel="paper",
        received_on=date(2023, 2, 6),
        concerns="He cannot follow what is said to him.",
        surname="Greengage",
        forename="Barnaby",
        birth_date=date(2018, 3, 10),
        sex="M",
        ethnicity="WBRI",
        address="1 Plum Row",
        postcode="MR1 1AA",
        upn_unknown="UN1",
        first_name="Ottoline Greengage",
        first_relationship="mother",
        first_parental_responsibility=True,
        first_address="1 Plum Row",
        first_postcode="MR1 1AA",
    )
    assert axe(life.page) == []
    life.press()
    found = Person.objects.get(surname="Greengage")
    life.person, life.request = found.pk, found.requests.get().pk
    life.due("first_plan.decide_to_assess", date(2023, 3, 20))


def decide(life: Life, which: str, day: date) -> None:
    """Draft a decision with its evidence, and tell the family of it."""
    life.on(day)
    life.open(f"requests/{life.request}/decisions/{which}/")
    for name in life.page.eval_on_selector_all(
        "main input[type=radio][value=yes]", "all => all.map(each => each.name)"
    ):
        life.fill(**{name: "yes"})
    for box in life.page.locator("main textarea").all():
        box.fill(
            "He has a severe delay in understanding language, which lessons alone do not mend."
        )
    life.fill(route="delegated", authority="Scheme of delegation, paragraph 4")
    life.press()
    decision = Decision.objects.filter(request=life.request).latest("pk").pk
    life.send(
        f"decisions/{decision}/evidence/",
        what="Report",
        source="Speech and language therapist",
        dated=date(2023, 1, 9),
        shows="Understanding at the level of a child of two.",
    )
    told = {"no_setting": True} if which == "assess" else {}
    life.send(f"decisions/{decision}/letter/", on=day, **told)


def assess(life: Life) -> None:
    """The decision, the advice and the decision that a plan is needed."""
    decide(life, "assess", date(2023, 3, 10))
    life.send(
        f"requests/{life.request}/advice/ask/",
        setting_name="Plum Row Nursery",
        concerns="He cannot follow what is said to him.",
    )
    life.due("first_plan.final_plan", date(2023, 6, 26))
    life.on(date(2023, 4, 14))
    for adviser in ("family", "setting", "health", "psychologist", "social_care"):
        life.send(f"requests/{life.request}/advice/receive/", adviser=adviser, on=date(2023, 4, 14))
    decide(life, "issue", date(2023, 5, 5))


def issue(life: Life) -> None:
    """A draft with a need, an outcome and provision; sent, answered, and issued in time."""
    life.on(date(2023, 5, 12))
    life.send(f"cases/{life.person}/plan/start/")
    plan = f"cases/{life.person}/plan/edit"
    life.send(f"{plan}/text/child/", text="I like trains and quiet rooms.")
    life.send(
        f"{plan}/needs/add/",
        area="communication",
        text="He understands instructions of one information-carrying word.",
    )
    life.open(f"{plan}/outcomes/add/")
    life.fill(
        text="He follows an instruction of three words.",
        by_when="The end of Key Stage 1",
        measure="By the therapist's assessment each July",
    )
    life.page.get_by_role("checkbox").first.check()
    life.press()
    life.open(f"{plan}/provision/add/")
    life.fill(
        kind="F",
        text="Direct speech and language therapy, one to one.",
        amount=30,
        unit="minutes",
        frequency="weekly",
        delivered_by="A speech and language therapist",
    )
    life.page.get_by_role("checkbox").first.check()
    life.press()
    life.send(f"requests/{life.request}/plan/send/", on=date(2023, 5, 12))
    life.on(date(2023, 5, 30))
    life.open(f"requests/{life.request}/plan/views/")
    life.fill(on=date(2023, 5, 30), said="We agree with the draft.")
    life.press("Record")
    life.on(date(2023, 6, 20))
    life.open(f"requests/{life.request}/plan/issue/")
    life.fill(primary="SLCN", find="primary")
    follow(life.page, life.page.get_by_role("button", name="Find", exact=True).first)
    life.page.locator("input[name=setting]").last.check()
    life.press("Issue the plan")
    life.due("review.annual", date(2024, 6, 19))


def review(life: Life, year: int) -> None:
    """The yearly review: met in May, reported, and decided within four weeks of the meeting."""
    met, reported, decided = date(year, 5, 14), date(year, 5, 24), date(year, 6, 7)
    reviews = f"cases/{life.person}/reviews"
    life.on(met)
    life.open(f"{reviews}/meeting/")
    for box in life.page.locator("main textarea").all():
        box.fill("Talked over with everyone who came.")
    life.fill(on=met)
    life.press()
    life.on(reported)
    life.send(f"{reviews}/report/", on=reported)
    life.on(decided)
    life.open(f"{reviews}/decide/")
    life.fill(
        decision="M",
        reasons="The plan still meets his needs.",
        evidence="The report of the meeting",
        on=decided,
    )
    life.press()
    life.due("review.annual", date(year + 1, 6, 6))


def move_to_secondary(life: Life) -> None:
    """In the autumn of Year 6 the move is expected; the plan names the next school by 15 February."""
    reviews = f"cases/{life.person}/reviews"
    life.on(date(2028, 10, 2))
    life.send(f"{reviews}/expect-move/", kind="primary_to_secondary", moves_on=date(2029, 9, 1))
    life.due("phase_transfer.school", date(2029, 2, 14))
    life.on(date(2029, 2, 9))
    life.open(f"{reviews}/phase-plan/")
    life.fill(on=date(2029, 2, 9), setting_type="A special school for communication needs")
    life.press()
    life.due("review.annual", date(2029, 6, 6))


def end(life: Life) -> None:
    """At sixteen he needs no plan: consulted on, decided, and in force until the appeal has run out."""
    changes = f"cases/{life.person}/changes"
    life.on(date(2034, 3, 1))
    life.send(
        f"{changes}/ceasing-consult/",
        on=date(2034, 3, 1),
        ground="not_necessary",
        why="Every outcome was reached.",
        setting="Plum Row College",
    )
    life.on(date(2034, 3, 10))
    life.send(f"{changes}/ceasing-family/", on=date(2034, 3, 10), views="We agree.")
    life.on(date(2034, 3, 24))
    life.send(
        f"{changes}/ceasing-decide/",
        on=date(2034, 3, 24),
        reasons="Every outcome was reached, and he and his mother agree.",
        evidence="The report of the last review",
    )
    life.part()
    expect(life.page.get_by_text("Until 24 May 2034, the time to appeal")).to_be_visible()
    life.on(date(2034, 5, 25))
    life.send(f"{changes}/ceasing-end/", on=date(2034, 5, 25), reason="2")
    life.part()
    expect(life.page.get_by_text("Ceased 25 May 2034: Needs met without a plan")).to_be_visible()
    assert axe(life.page) == []
    plan = Plan.objects.get(person=life.person)
    assert (plan.ceased_on, plan.next_duty, plan.next_due_on) == (date(2034, 5, 25), "", None)


def letters_can_be_opened(life: Life) -> None:
    """Each letter of eleven years is in the vault as it was sent."""
    kept = Letter.objects.filter(person=life.person)
    assert kept.count() > 20
    for letter in kept:
        assert vault.read(letter.pdf).startswith(b"%PDF")
        assert vault.read(letter.word).startswith(b"PK")
