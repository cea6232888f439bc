"""Every measure, by key."""

from rightplace.indicators import demand, plans, reviews, timeliness
from rightplace.indicators.measure import Measure

REGISTER: dict[str, Measure] = {
    measure.key: measure
    for module in (timeliness, demand, plans, reviews)
    for measure in module.MEASURES
}
