"""Documents about a child, what must not be read in them, and the case file made of them.

The content of a document is never changed or deleted: triggers refuse. What describes it may be
corrected, and it can be withdrawn with a reason.
"""

from django.db import models
from django.db.models import F, Q

from rightplace.casework.access import DocumentQuerySet
from rightplace.casework.models.people import Person
from rightplace.casework.models.plans import Plan
from rightplace.casework.models.requests import Request
from rightplace.casework.models.staff import User
from rightplace.casework.models.versions import Versioned


class DocumentKind(models.TextChoices):
    """What a document is."""

    ADVICE = "advice", "Advice"
    REPORT = "report", "Report"
    REVIEW = "review", "Review paperwork"
    FAMILY = "family", "Evidence from the family"
    SCHOOL = "school", "Evidence from the school or setting"
    MEDICAL = "medical", "Medical"
    SOCIAL_CARE = "social_care", "Social care"
    TRIBUNAL = "tribunal", "Tribunal"
    CORRESPONDENCE = "correspondence", "Correspondence"
    PHOTO = "photo", "Photo"
    PLAN = "plan", "Plan"
    OTHER = "other", "Other"


class Confidentiality(models.TextChoices):
    """Who may be given a document."""

    FAMILY = "family", "Shared with the family"
    PROFESSIONALS = "professionals", "Professionals only"
    THIRD_PARTY = "third_party", "Holds information about other people"
    WITHHELD = "withheld", "Not to be disclosed"


class Document(Versioned):
    """A file about a child. `dated` is the document's own date, `digest` its content in the vault."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    dated = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=150, blank=True)
    received_on = models.DateField()
    confidentiality = models.CharField(max_length=20, choices=Confidentiality.choices)
    withheld_because = models.CharField(max_length=400, blank=True)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = models.CharField(max_length=400, blank=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(null=True, blank=True)
    file_name = models.CharField(max_length=150)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="document_kind_code"
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__in=Confidentiality.values),
                name="document_confidentiality_code",
            ),
            models.CheckConstraint(
                condition=Q(confidentiality="withheld") & ~Q(withheld_because="")
                | ~Q(confidentiality="withheld") & Q(withheld_because=""),
                name="document_withheld_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="document_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(received_on__gte=F("dated")), name="document_received_after_dated"
            ),
            models.CheckConstraint(
                condition=~Q(superseded_by=F("pk")), name="document_supersedes_another"
            ),
            models.UniqueConstraint(
                fields=["person", "digest"],
                condition=Q(withdrawn_at=None),
                name="one_document_of_each_content",
            ),
        ]
        indexes = [models.Index(fields=["person", "-received_on"])]


class RedactionReason(models.TextChoices):
    """Why something in a document is hidden from whoever is given it."""

    THIRD_PARTY = "third_party", "Third party"
    PRIVILEGE = "privilege", "Legal privilege"
    HARM = "harm", "Serious harm"
    OTHER_CHILD = "other_child", "Other child"


class RedactionMark(models.Model):
    """What to hide in a document: a phrase wherever it stands, an area of a page, or a whole page.

    An area is in percent of the page from its left and top edge. A mark is lifted, never deleted.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="marks")
    phrase = models.CharField(max_length=200, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    left = models.PositiveSmallIntegerField(null=True, blank=True)
    top = models.PositiveSmallIntegerField(null=True, blank=True)
    width = models.PositiveSmallIntegerField(null=True, blank=True)
    height = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=20, choices=RedactionReason.choices)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phrase="", page__gte=1) | ~Q(phrase="") & Q(page=None),
                name="mark_of_a_phrase_or_a_page",
            ),
            models.CheckConstraint(
                condition=Q(left=None, top=None, width=None, height=None)
                | Q(
                    page__isnull=False,
                    left__lt=100,
                    top__lt=100,
                    width__range=(1, 100),
                    height__range=(1, 100),
                ),
                name="mark_area_within_its_page",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=RedactionReason.values), name="mark_reason_code"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="mark_lifted_by_someone",
            ),
        ]


class RedactedCopy(models.Model):
    """A copy of a document without what its marks hide; the newest goes with the marks that stand."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="redacted_copies")
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    marks = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")


class BundlePurpose(models.TextChoices):
    """What a case file is put together for, which decides what goes into it."""

    ACCESS = "access", "Subject access request"
    TRIBUNAL = "tribunal", "Tribunal bundle"
    TRANSFER = "transfer", "Transfer to another authority"
    INTERNAL = "internal", "Internal use"


class Bundle(models.Model):
    """The whole case file as one PDF, with the list of what is in it (`contents`)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="bundles")
    purpose = models.CharField(max_length=20, choices=BundlePurpose.choices)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    contents = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=BundlePurpose.values), name="bundle_purpose_code"
            ),
        ]
