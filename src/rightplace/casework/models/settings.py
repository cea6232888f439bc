"""Schools, colleges and other settings."""

from django.db import models


class SettingGroup(models.TextChoices):
    """The groups that the Department's statistics put settings in."""

    MAINSTREAM = "mainstream", "Mainstream school"
    SPECIAL = "special", "Special school"
    AP_PRU = "ap_pru", "Alternative provision or pupil referral unit"
    FURTHER_EDUCATION = "further_education", "Further education"
    EARLY_YEARS = "nm_early_years", "Non-maintained early years"


class Setting(models.Model):
    """A place where children and young people are educated."""

    urn = models.CharField(max_length=6, blank=True)
    ukprn = models.CharField(max_length=8, blank=True)
    name = models.CharField(max_length=120)
    setting_type = models.CharField(max_length=60)
    setting_group = models.CharField(max_length=20, choices=SettingGroup.choices)
    la_code = models.CharField(max_length=3)
    low_age = models.PositiveSmallIntegerField()
    high_age = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["urn"], condition=~models.Q(urn=""), name="one_setting_for_each_urn"
            ),
            models.CheckConstraint(
                condition=~models.Q(urn="", ukprn=""), name="setting_has_an_identifier"
            ),
            models.CheckConstraint(
                condition=models.Q(low_age__lte=models.F("high_age")), name="setting_ages_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolCount(models.Model):
    """What a school's census said: pupils, and those on SEN support without a plan."""

    setting = models.ForeignKey(Setting, models.PROTECT, related_name="counts")
    census_date = models.DateField()
    pupils = models.PositiveIntegerField()
    sen_support = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["setting", "census_date"], name="one_count_for_each_census"
            ),
            models.CheckConstraint(
                condition=models.Q(sen_support__lte=models.F("pupils")),
                name="sen_support_within_pupils",
            ),
        ]
