"""Advice in an assessment: whom was asked, what they said, why it is late, who chased, who has time."""

from decimal import Decimal

from django.db import models

from rightplace.casework.models.letters import Letter
from rightplace.casework.models.requests import AdviceRequest, Assessment
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned
from rightplace.law.codes import Adviser
from rightplace.law.exceptions import AdviceExcuseReason

_ADVISERS = [(each.value, each.label) for each in Adviser]
EXCUSES = (
    (AdviceExcuseReason.EXCEPTIONAL_CIRCUMSTANCES.value, "Exceptional circumstances of the family"),
    (AdviceExcuseReason.AWAY_FROM_AREA.value, "Away from the area for at least 4 weeks"),
    (AdviceExcuseReason.MISSED_APPOINTMENT.value, "The child missed an appointment"),
)
"""The excuses of reg 8(2), in words."""


class AdviceService(Versioned):
    """Who gives one kind of advice here, who leads them, and how long one advice takes.

    After `chases` reminders to the adviser the next one goes to the lead.
    """

    adviser = models.CharField(max_length=30, choices=_ADVISERS)
    name = models.CharField(max_length=80)
    lead = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="leads_services"
    )
    lead_name = models.CharField(max_length=100)
    lead_email = models.EmailField()
    chases = models.PositiveSmallIntegerField(default=2)
    hours = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adviser"], name="one_service_for_each_adviser"),
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="advice_takes_some_hours"),
        ]

    def __str__(self) -> str:
        return self.name


class AdviceAsk(models.Model):
    """What an adviser was told when they were asked, and who they are where they do not sign in."""

    advice = models.OneToOneField(AdviceRequest, models.PROTECT, related_name="ask")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    concerns = models.TextField()


class AdviceText(Versioned):
    """An adviser's advice, a draft until it is submitted. `provision` holds `actions.advice.Provision`s.

    `shared`: the other advisers of the assessment may read it once submitted.
    """

    advice = models.OneToOneField(AdviceRequest, models.PROTECT, related_name="text")
    needs = models.TextField(blank=True)
    outcomes = models.TextField(blank=True)
    provision = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)


class AdviceDelay(models.Model):
    """An adviser's word that the advice will be late: why, and when it is to be expected."""

    advice = models.ForeignKey(AdviceRequest, models.PROTECT, related_name="delays")
    reason = models.CharField(max_length=400)
    expected_on = models.DateField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")


class AdviceExcuseRecord(models.Model):
    """An excuse of reg 8(2) claimed for one advice, with its evidence; the law judges its dates."""

    advice = models.ForeignKey(AdviceRequest, models.PROTECT, related_name="excuses")
    reason = models.CharField(max_length=30, choices=EXCUSES)
    starts_on = models.DateField()
    ends_on = models.DateField()
    evidence = models.CharField(max_length=400)
    claimed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=[code for code, _ in EXCUSES]),
                name="advice_excuse_reason_code",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="advice_excuse_dates_in_order",
            ),
        ]


class AdviceChase(models.Model):
    """One reminder: the letter that was sent, and whether it went to the lead of the service."""

    advice = models.ForeignKey(AdviceRequest, models.PROTECT, related_name="chases")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="+")
    sent_to = models.CharField(max_length=200)
    escalated = models.BooleanField(default=False)
    sent_on = models.DateField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")


class EarlierAdvice(models.Model):
    """Advice given before that is not sought again, because all three agree (reg 6(4))."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="earlier_advice")
    adviser = models.CharField(max_length=30, choices=_ADVISERS)
    given_by = models.CharField(max_length=120)
    dated = models.DateField()
    giver_agreed_on = models.DateField()
    authority_agreed_on = models.DateField()
    family_agreed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "adviser"], name="earlier_advice_once_for_each_adviser"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    giver_agreed_on__gte=models.F("dated"),
                    authority_agreed_on__gte=models.F("dated"),
                    family_agreed_on__gte=models.F("dated"),
                ),
                name="earlier_advice_agreed_after_given",
            ),
        ]


class AdviserTime(models.Model):
    """The days a week that one adviser has for statutory advice, from a day until a day."""

    service = models.ForeignKey(AdviceService, models.PROTECT, related_name="time")
    name = models.CharField(max_length=100)
    days_a_week = models.DecimalField(max_digits=2, decimal_places=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days_a_week__gt=0, days_a_week__lte=Decimal(5)),
                name="adviser_days_within_a_week",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="adviser_time_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdviserAbsence(models.Model):
    """Days on which an adviser gives no advice: leave, sickness, training."""

    time = models.ForeignKey(AdviserTime, models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="adviser_absence_in_order",
            ),
        ]
