"""Mediation, appeals, complaints and the Ombudsman, with what they cost and taught."""

from django.db import models
from django.db.models import Q

from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned
from rightplace.law.events import AppealKind


class DisputeKind(models.TextChoices):
    """By which road a family disagrees."""

    APPEAL = "appeal", "Mediation or appeal"
    COMPLAINT = "complaint", "Complaint"
    OMBUDSMAN = "ombudsman", "Ombudsman"


class DisputeState(models.TextChoices):
    """How far a dispute has come."""

    MEDIATION = "mediation", "At mediation"
    MAY_APPEAL = "may_appeal", "May still appeal"
    APPEAL = "appeal", "Appeal under way"
    COMPLYING = "complying", "To carry out"
    STAGE_1 = "stage_1", "Complaint: stage 1"
    STAGE_2 = "stage_2", "Complaint: stage 2"
    OMBUDSMAN = "ombudsman", "With the Ombudsman"
    REMEDY = "remedy", "Remedy due"
    CLOSED = "closed", "Closed"


class DisputeOutcome(models.TextChoices):
    """How it ended."""

    ORDERED = "ordered", "Appeal allowed, in whole or in part"
    DISMISSED = "dismissed", "Appeal dismissed"
    CONCEDED = "conceded", "We conceded"
    AGREED = "agreed", "Agreed at mediation"
    WITHDRAWN = "withdrawn", "Withdrawn or struck out"
    LAPSED = "lapsed", "Not taken further"
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Partly upheld"
    NOT_UPHELD = "not_upheld", "Not upheld"


class Theme(models.TextChoices):
    """What a dispute taught, so that a year of them can be counted."""

    LATE = "late", "We were late"
    EVIDENCE = "evidence", "Our decision was not supported by evidence"
    TEST = "test", "We applied the wrong test in law"
    ADVICE = "advice", "Advice was missing or weak"
    VAGUE = "vague", "Provision was not specific and quantified"
    DELIVERY = "delivery", "Provision in the plan was not delivered"
    PLACES = "places", "There was no suitable place"
    CONTACT = "contact", "We did not keep the family informed"
    RECORDS = "records", "Our records were incomplete"
    NOTHING = "nothing", "Nothing we would do differently"


class DisputeQuerySet(models.QuerySet):
    """Disputes."""

    def visible_to(self, user: User) -> "DisputeQuerySet":
        """Those about a child whose record `user` may see."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))

    def open(self) -> "DisputeQuerySet":
        """Those with something still to be done."""
        return self.exclude(state=DisputeState.CLOSED)


def _known(field: str, choices: type[models.TextChoices], *, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


class Dispute(Versioned):
    """A disagreement with the family, about a request or about a plan.

    `about` is what an appeal is about, a value of `law.events.AppealKind`; empty for a complaint.
    `sections` are the sections of the plan in dispute, with a comma between them.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="disputes")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="disputes")
    kind = models.CharField(max_length=10, choices=DisputeKind.choices)
    about = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, choices=DisputeState.choices)
    opened_on = models.DateField()
    reference = models.CharField(max_length=40, blank=True)
    lead = models.ForeignKey(User, models.PROTECT, related_name="+")
    sections = models.CharField(max_length=40, blank=True)
    asked = models.TextField()
    position = models.TextField(blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=DisputeOutcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_text = models.TextField(blank=True)
    officer_hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    legal_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    expert_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    provision_cost = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    themes = models.CharField(max_length=120, blank=True)
    learned = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            _known("kind", DisputeKind, name="dispute_kind_code"),
            _known("state", DisputeState, name="dispute_state_code"),
            models.CheckConstraint(
                condition=Q(kind="appeal", about__in=[kind.value for kind in AppealKind])
                | (~Q(kind="appeal") & Q(about="")),
                name="appeal_says_what_about",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None)
                | Q(outcome__in=DisputeOutcome.values, outcome_on__isnull=False),
                name="dispute_outcome_dated",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on=None)),
                name="dispute_closed_dated",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__gte=models.F("opened_on")), name="dispute_closed_after_open"
            ),
            models.CheckConstraint(
                condition=Q(request__isnull=False) | Q(plan__isnull=False) | ~Q(kind="appeal"),
                name="appeal_has_a_case",
            ),
        ]
        indexes = [models.Index(fields=["state", "kind"])]


class DutyKind(models.TextChoices):
    """What has to be done because of a dispute."""

    DIRECTION = "direction", "Direction of the Tribunal"
    AGREEMENT = "agreement", "Agreed at mediation"
    APOLOGY = "apology", "Remedy: apology"
    PAYMENT = "payment", "Remedy: payment"
    ACTION = "action", "Remedy: action for the child"
    POLICY = "policy", "Remedy: review of policy or practice"


class DisputeDuty(models.Model):
    """One thing to be done by a day because of a dispute, and the proof that it was."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=10, choices=DutyKind.choices)
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            _known("kind", DutyKind, name="dispute_duty_kind_code"),
            models.CheckConstraint(
                condition=Q(done_on=None, evidence="")
                | (Q(done_on__isnull=False) & ~Q(evidence="")),
                name="dispute_duty_done_has_evidence",
            ),
        ]


class ComplaintStage(models.TextChoices):
    """What the council answers: a complaint at either stage, and the Ombudsman."""

    FIRST = "1", "Stage 1"
    SECOND = "2", "Stage 2"
    ENQUIRY = "enquiry", "Ombudsman: enquiry"
    DRAFT = "draft", "Ombudsman: draft decision"


class DisputeAnswer(models.Model):
    """An answer that the council owes at one stage; `due_on` is a local limit in working days."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="answers")
    stage = models.CharField(max_length=8, choices=ComplaintStage.choices)
    received_on = models.DateField()
    acknowledged_on = models.DateField(null=True, blank=True)
    due_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=12, choices=DisputeOutcome.choices, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            _known("stage", ComplaintStage, name="dispute_answer_stage_code"),
            models.UniqueConstraint(fields=["dispute", "stage"], name="one_answer_for_each_stage"),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="")
                | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="dispute_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__gte=models.F("received_on")),
                name="dispute_answered_after_received",
            ),
        ]
