"""Who works here."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class Role(models.TextChoices):
    """What someone does, which with their cases decides what they may see."""

    CASE_OFFICER = "case_officer", "Case officer"
    TEAM_MANAGER = "team_manager", "Team manager"
    ANALYST = "analyst", "Analyst"
    COMMISSIONER = "commissioner", "Commissioner"
    ADMINISTRATOR = "administrator", "Administrator"
    PSYCHOLOGIST = "psychologist", "Educational psychologist"
    HEALTH_ADVISER = "health_adviser", "Health adviser"
    SOCIAL_CARE_ADVISER = "social_care_adviser", "Social care adviser"
    PANEL_MEMBER = "panel_member", "Panel member"
    FINANCE = "finance", "Finance officer"
    QUALITY_ASSURER = "quality_assurer", "Quality assurer"
    AUDITOR = "auditor", "Auditor"
    DIRECTOR = "director", "Director"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    COUNCILLOR = "councillor", "Councillor"


class Team(models.Model):
    """An area team of case officers and their manager."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """Someone who signs in."""

    role = models.CharField(max_length=20, choices=Role.choices)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="members")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=[Role.CASE_OFFICER, Role.TEAM_MANAGER])
                | models.Q(team__isnull=False),
                name="officers_and_managers_have_a_team",
            ),
        ]

    @property
    def name(self) -> str:
        """First and last name, or the user name where neither is known."""
        return self.get_full_name() or self.username
