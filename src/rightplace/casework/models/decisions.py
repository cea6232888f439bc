"""Decisions whether to assess and whether to issue a plan: drafted, made, and told in a letter."""

from django.db import models

from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class Question(models.TextChoices):
    """What is decided about a request."""

    ASSESS = "assess", "Whether to assess"
    ISSUE = "issue", "Whether to issue a plan"


class Answer(models.TextChoices):
    """An answer to a limb of the test, or to the question itself."""

    YES = "yes", "Yes"
    NO = "no", "No"


class Route(models.TextChoices):
    """Who decides."""

    DELEGATED = "delegated", "An officer or manager, by delegation"
    PANEL = "panel", "A panel"


_LIMBS = ("has_sen", "may_need_plan", "more_time", "needs_plan")


def _answer() -> models.CharField:
    return models.CharField(max_length=3, choices=Answer.choices, blank=True)


class Decision(Versioned):
    """One decision about a request. Until `told_on` it is a draft.

    The limbs of the test are pairs of an answer and its reasons (`casework.decisions.LIMBS`).
    `told_on` is the day on which the letter went: the statutory date of the decision. `authority`
    says by what power it was decided, as the letter's reader may ask.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="decisions")
    question = models.CharField(max_length=6, choices=Question.choices)
    outcome = _answer()
    has_sen = _answer()
    has_sen_why = models.TextField(blank=True)
    may_need_plan = _answer()
    may_need_plan_why = models.TextField(blank=True)
    more_time = _answer()
    more_time_why = models.TextField(blank=True)
    needs_plan = _answer()
    needs_plan_why = models.TextField(blank=True)
    views = models.TextField(blank=True)
    options = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    support = models.TextField(blank=True)
    route = models.CharField(max_length=9, choices=Route.choices, default=Route.DELEGATED)
    authority = models.CharField(max_length=400, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_on = models.DateField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    told_on = models.DateField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question__in=Question.values), name="decision_question_code"
            ),
            models.CheckConstraint(
                condition=models.Q(route__in=Route.values), name="decision_route_code"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__in": ["", *Answer.values]}),
                    name=f"decision_{name}_code",
                )
                for name in ("outcome", *_LIMBS)
            ),
            models.CheckConstraint(
                condition=models.Q(told_on__isnull=True, decided_by__isnull=True, on_paper=False)
                | (
                    models.Q(told_on__isnull=False, decided_by__isnull=False)
                    & ~models.Q(outcome="")
                ),
                name="decision_told_has_decider",
            ),
            models.UniqueConstraint(
                fields=["request", "question"],
                condition=models.Q(told_on__isnull=True),
                name="one_draft_for_each_question",
            ),
        ]


class Evidence(models.Model):
    """One thing that a decision relies on: what it is, from whom, of when, and what it shows."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="evidence")
    what = models.CharField(max_length=120)
    source = models.CharField(max_length=120)
    dated = models.DateField()
    shows = models.TextField()
