"""The register as it stands: the definitions that the product carries, and the edits behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.governance.models import DefinitionEdit, FrozenQuarter
from rightplace.indicators.performance.changing import further_version
from rightplace.indicators.performance.definition import Indicator, indicators
from rightplace.indicators.performance.periods import parse


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a definition, and the edit that made it; None for one that the product carries."""

    indicator: Indicator
    edit: DefinitionEdit | None


def history_of_all() -> Mapping[str, Sequence[Version]]:
    """Key -> the versions of each indicator with their edits, in the order of the report."""
    found = {
        key: [Version(each, None) for each in carried] for key, carried in indicators().items()
    }
    edits = DefinitionEdit.objects.select_related("by").order_by("since", "pk")
    for edit in edits.filter(indicator__in=found):
        versions = found[edit.indicator]
        made = further_version(versions[-1].indicator, edit.changes, since=edit.since)
        versions.append(Version(made, edit))
    return found


def versions_of_all() -> Mapping[str, Sequence[Indicator]]:
    """Key -> the versions of each indicator, in the order of the report."""
    return {key: [each.indicator for each in of] for key, of in history_of_all().items()}


def frozen_until() -> date | None:
    """The last day of the latest quarter that is frozen."""
    frozen = FrozenQuarter.objects.values_list("period", flat=True)
    return max((parse(each).last for each in frozen), default=None)
