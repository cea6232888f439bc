"""What an officer has to do beside the statutory steps: tasks, contacts, cover, and changes of rank."""

from django.db import models
from django.db.models import F, Q

from rightplace.casework.models.people import Person
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class Task(Versioned):
    """Something to do about a child, with its owner and its day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=120)
    detail = models.TextField(blank=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="tasks")
    due_on = models.DateField()
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    raised_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__gte=F("raised_on")), name="task_done_after_raised"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, outcome="")
                | (Q(done_on__isnull=False) & ~Q(outcome="")),
                name="task_done_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(done_on__isnull=True), name="open_tasks"
            ),
        ]


class Contact(models.Model):
    """A contact with a family, a setting or a professional; what came in may wait for a reply."""

    class Channel(models.TextChoices):
        """How a contact came about."""

        TELEPHONE = "telephone", "Telephone"
        EMAIL = "email", "E-mail"
        LETTER = "letter", "Letter"
        MEETING = "meeting", "Meeting"
        VISIT = "visit", "Visit"
        PORTAL = "portal", "Portal"

    class Direction(models.TextChoices):
        """Who began it."""

        IN = "in", "From them"
        OUT = "out", "From us"

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    on = models.DateField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    with_whom = models.CharField(max_length=120)
    summary = models.TextField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="contacts")
    reply_due_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=["in", "out"]), name="contact_direction_code"
            ),
            models.CheckConstraint(
                condition=Q(replied_on__gte=F("on")), name="contact_replied_after"
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True, reply="")
                | (Q(replied_on__isnull=False) & ~Q(reply="")),
                name="contact_reply_has_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "reply_due_on"],
                condition=Q(reply_due_on__isnull=False, replied_on__isnull=True),
                name="contacts_to_answer",
            ),
        ]


class Circumstance(models.Model):
    """Something in a child's life that makes delay weigh more, from a day until it has passed."""

    class Kind(models.TextChoices):
        """What it is."""

        LOOKED_AFTER = "looked_after", "Looked after by a local authority"
        PROTECTION = "protection", "On a child protection plan"
        IN_NEED = "in_need", "A child in need"
        OUT_OF_SCHOOL = "out_of_school", "Not in school, or on a part-time timetable"
        EXCLUDED = "excluded", "Permanently excluded, or at risk of it"
        HOSPITAL = "hospital", "In hospital, or seriously ill"
        CUSTODY = "custody", "In custody"
        HOMELESS = "homeless", "Homeless, or about to move"

    person = models.ForeignKey(Person, models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(until__isnull=True),
                name="one_open_circumstance_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="circumstance_dates_in_order"
            ),
        ]


class RankChange(models.Model):
    """An officer's or a manager's own judgement of how urgent a child's case is, and why."""

    class Step(models.IntegerChoices):
        """By how much the rank moves, in points."""

        MUCH_LOWER = -40, "Much lower"
        LOWER = -20, "Lower"
        HIGHER = 20, "Higher"
        MUCH_HIGHER = 40, "Much higher"

    person = models.ForeignKey(Person, models.PROTECT, related_name="rank_changes")
    points = models.SmallIntegerField(choices=Step.choices)
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    ended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended=False), name="one_change_of_rank_at_a_time"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="rank_change_in_order"),
        ]


class Cover(models.Model):
    """Who sees to an officer's cases while they are away. It lasts until it is ended."""

    officer = models.ForeignKey(User, models.PROTECT, related_name="covers")
    covered_by = models.ForeignKey(User, models.PROTECT, related_name="covering")
    starts_on = models.DateField()
    planned_until = models.DateField()
    reason = models.CharField(max_length=120)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "covered_by"],
                condition=Q(ended_on__isnull=True),
                name="one_open_cover_by_one_officer",
            ),
            models.CheckConstraint(
                condition=Q(planned_until__gte=F("starts_on")), name="cover_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(officer=F("covered_by")), name="cover_is_by_someone_else"
            ),
        ]
