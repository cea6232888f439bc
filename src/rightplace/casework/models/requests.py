"""From the request to the decision whether to issue a plan."""

from django.db import models

from rightplace.casework.access import RequestQuerySet
from rightplace.casework.models.people import Person
from rightplace.casework.models.staff import Team, User


class Request(models.Model):
    """A request for an EHC needs assessment (Children and Families Act 2014 s36).

    `outcome` is the return's code: A undecided, Y assess, N refused, W withdrawn. `closed_on` is
    the day when nothing more was to be done: refusal, withdrawal, plan issued or not to be issued.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="requests")
    received_on = models.DateField()
    source = models.CharField(max_length=1, blank=True)
    in_youth_accommodation = models.BooleanField(default=False)
    outcome = models.CharField(max_length=1, default="A")
    outcome_on = models.DateField(null=True, blank=True)
    mediation = models.BooleanField(default=False)
    tribunal = models.BooleanField(default=False)
    exported_to = models.CharField(max_length=3, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    next_duty = models.CharField(max_length=60, blank=True)
    next_due_on = models.DateField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["A", "Y", "N", "W"]), name="request_outcome_code"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["Y", "N"], outcome_on__isnull=False)
                | models.Q(outcome__in=["A", "W"], outcome_on__isnull=True),
                name="request_decided_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome_on__gte=models.F("received_on")),
                name="request_decided_after_received",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__gte=models.F("received_on")),
                name="request_closed_after_received",
            ),
            models.CheckConstraint(
                condition=models.Q(next_duty="", next_due_on__isnull=True)
                | (~models.Q(next_duty="") & models.Q(next_due_on__isnull=False)),
                name="request_next_duty_has_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["officer", "next_due_on"],
                condition=models.Q(closed_on__isnull=True),
                name="open_requests_by_officer",
            ),
            models.Index(
                fields=["team", "next_due_on"],
                condition=models.Q(closed_on__isnull=True),
                name="open_requests_by_team",
            ),
        ]


class Assessment(models.Model):
    """An EHC needs assessment. `outcome`: A undecided, Y plan, N no plan, W ended before."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="assessment")
    outcome = models.CharField(max_length=1, default="A")
    outcome_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    mediation = models.BooleanField(default=False)
    tribunal = models.BooleanField(default=False)
    other_mediation = models.BooleanField(default=False)
    other_tribunal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["A", "Y", "N", "W"]), name="assessment_outcome_code"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["A", "W"], outcome_on__isnull=True)
                | models.Q(outcome="N", outcome_on__isnull=False)
                | models.Q(outcome="Y", agreed_on__isnull=False),
                name="assessment_decided_has_date",
            ),
        ]


class AdviceRequest(models.Model):
    """Advice that the authority asked one adviser for (SEND Regs 2014 reg 6(1)).

    `assigned_to` is the adviser who gives it, where they sign in here.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="advice")
    adviser = models.CharField(max_length=30)
    assigned_to = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="advice_to_give"
    )
    requested_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "adviser"], name="adviser_asked_once_in_an_assessment"
            ),
            models.CheckConstraint(
                condition=models.Q(received_on__gte=models.F("requested_on")),
                name="advice_received_after_requested",
            ),
        ]


class ExceptionRecord(models.Model):
    """An exception relied on in one request (reg 10(4)), with its evidence."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="exceptions")
    ground = models.CharField(max_length=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    affects = models.CharField(max_length=80)
    evidence = models.CharField(max_length=400)
    advice_requested_on = models.DateField(null=True, blank=True)
    family_told_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ground__in=["a", "b", "c", "d"]), name="exception_ground_code"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="exception_dates_in_order",
            ),
        ]
