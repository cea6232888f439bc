"""Panels, their sittings, and what each sitting decides."""

from django.db import models

from rightplace.casework.models.decisions import Answer, Decision
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User


class PanelKind(models.TextChoices):
    """What a panel is for."""

    ASSESS = "assess", "Whether to assess"
    ISSUE = "issue", "Whether to issue a plan"
    PLACEMENT = "placement", "Placements and funding"
    MULTI_AGENCY = "multi_agency", "Multi-agency: assessing and issuing"


class ItemQuestion(models.TextChoices):
    """What a panel is asked about a case. The first two are decisions about a request."""

    ASSESS = "assess", "Whether to assess"
    ISSUE = "issue", "Whether to issue a plan"
    PLACEMENT = "placement", "Which placement to agree"
    FUNDING = "funding", "Which funding to agree"


_OF_REQUEST = [ItemQuestion.ASSESS, ItemQuestion.ISSUE]
_OF_PLAN = [ItemQuestion.PLACEMENT, ItemQuestion.FUNDING]


class Panel(models.Model):
    """A panel: how many members must be present, and how many cases one sitting can take."""

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=PanelKind.choices)
    quorum = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=PanelKind.values), name="panel_kind_code"
            ),
            models.CheckConstraint(
                condition=models.Q(quorum__gte=2, capacity__gte=1), name="panel_of_some_size"
            ),
        ]


class PanelMember(models.Model):
    """Someone who sits on a panel, as what ("Head teacher"), and whether they chair it."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    user = models.ForeignKey(User, models.PROTECT, related_name="panel_seats")
    label = models.CharField(max_length=80)
    chair = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "user"], name="one_seat_on_a_panel"),
            models.UniqueConstraint(
                fields=["panel"], condition=models.Q(chair=True), name="one_chair_of_a_panel"
            ),
        ]


class Sitting(models.Model):
    """One day on which a panel sits. Members see the papers from `published_on`."""

    class Status(models.TextChoices):
        """How far a sitting has come."""

        PLANNED = "planned", "Agenda being made"
        PUBLISHED = "published", "Agenda published"
        OPEN = "open", "Sitting now"
        HELD = "held", "Held, minutes closed"

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="sittings")
    day = models.DateField()
    place = models.CharField(max_length=120)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PLANNED)
    published_on = models.DateField(null=True, blank=True)
    present = models.ManyToManyField(PanelMember, related_name="attended", through="Attendance")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "day"], name="one_sitting_on_a_day"),
            models.CheckConstraint(
                condition=models.Q(status="planned", published_on__isnull=True)
                | models.Q(status__in=["published", "open", "held"], published_on__isnull=False),
                name="sitting_published_has_date",
            ),
        ]


class Attendance(models.Model):
    """A member who was present at a sitting."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendances")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "member"], name="present_once_at_a_sitting"),
        ]


class PanelItem(models.Model):
    """One case on an agenda, and what the panel made of it.

    `note` is why it was moved, taken off or deferred; `came_from` the item that it continues.
    `decision` is the record of the decision whose letter follows.
    """

    class State(models.TextChoices):
        """What became of it."""

        LISTED = "listed", "To be decided"
        DECIDED = "decided", "Decided"
        DEFERRED = "deferred", "Deferred"
        MOVED = "moved", "Moved"
        REMOVED = "removed", "Taken off"

    class Agreement(models.TextChoices):
        """How the members came to it."""

        CONSENSUS = "consensus", "All agreed"
        VOTE = "vote", "By a vote"

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="items")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="panel_items"
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="panel_items"
    )
    question = models.CharField(max_length=9, choices=ItemQuestion.choices)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.LISTED)
    note = models.CharField(max_length=400, blank=True)
    came_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="panel_items"
    )
    outcome = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    agreement = models.CharField(max_length=9, choices=Agreement.choices, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    conditions = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    request__isnull=False, plan__isnull=True, question__in=_OF_REQUEST
                )
                | models.Q(request__isnull=True, plan__isnull=False, question__in=_OF_PLAN),
                name="item_of_a_request_or_a_plan",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state="decided") & ~models.Q(outcome="") & ~models.Q(agreement="")
                )
                | (~models.Q(state="decided") & models.Q(outcome="", agreement="")),
                name="item_decided_has_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    agreement="vote", votes_for__isnull=False, votes_against__isnull=False
                )
                | (
                    ~models.Q(agreement="vote")
                    & models.Q(votes_for__isnull=True, votes_against__isnull=True)
                ),
                name="item_votes_of_a_vote",
            ),
            models.UniqueConstraint(
                fields=["request", "question"],
                condition=models.Q(state="listed"),
                name="request_listed_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "question"],
                condition=models.Q(state="listed"),
                name="plan_listed_once",
            ),
        ]


class Interest(models.Model):
    """An interest that a member declared in one item: they neither see its papers nor decide it."""

    item = models.ForeignKey(PanelItem, models.PROTECT, related_name="interests")
    member = models.ForeignKey(PanelMember, models.PROTECT, related_name="interests")
    nature = models.CharField(max_length=400)
    declared_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_interest_in_an_item"),
        ]
