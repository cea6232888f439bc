"""What audits say together: grades over time and by whom, weak criteria, themes, and agreement."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rightplace.casework.models import Audit, Score, Training
from rightplace.casework.models.quality import WEAK, Grade, Theme
from rightplace.casework.queries.quality import final_grade

FEW = 5
"""With fewer audits than this a group is not compared with another."""


@dataclass(frozen=True, slots=True)
class Group:
    """Audits that belong together, and how many have each grade."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many audits."""
        return sum(self.counts)

    @property
    def few(self) -> bool:
        """Whether they are too few to be compared."""
        return self.total < FEW

    @property
    def good(self) -> int:
        """How many are good or outstanding."""
        return self.counts[0] + self.counts[1]


GRADES = tuple(sorted(Grade, reverse=True))


@dataclass(frozen=True, slots=True)
class Weak:
    """A question, and how often it was weak among the plans to which it applied."""

    section: str
    question: str
    weak: int
    graded: int
    mean: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """A theme of weaknesses, in how many audits, what can be learnt, and who should."""

    theme: Theme
    audits: int
    training: tuple[Training, ...]
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    audits: int
    by_quarter: tuple[Group, ...]
    by_team: tuple[Group, ...]
    by_officer: tuple[Group, ...]
    weakest: tuple[Weak, ...]
    themes: tuple[Pointed, ...]
    tags: tuple[tuple[str, int], ...]
    moderated: int
    agreed: int


def report(audits: Iterable[Audit]) -> Report:
    """The report of submitted audits, which come with all that a list shows of them."""
    done = [audit for audit in audits if audit.submitted_on is not None]
    scores = list(Score.objects.filter(audit__in=done).select_related("criterion"))
    moderations = [audit.moderation for audit in done if hasattr(audit, "moderation")]
    return Report(
        audits=len(done),
        by_quarter=_grouped(done, lambda audit: quarter_of(audit.submitted_on)),
        by_team=_grouped(done, lambda audit: audit.plan.team.name),
        by_officer=_grouped(done, lambda audit: audit.officer.name),
        weakest=_weakest(scores),
        themes=_themes(done, scores),
        tags=_tags(scores),
        moderated=len(moderations),
        agreed=sum(each.grade == each.audit.grade for each in moderations),
    )


def quarter_of(day: date) -> str:
    """2023, January to March."""
    names = ("January to March", "April to June", "July to September", "October to December")
    return f"{day.year}, {names[(day.month - 1) // 3]}"


def _grouped(audits: Sequence[Audit], name: Callable[[Audit], str]) -> tuple[Group, ...]:
    """Groups in the order in which their first audit was submitted."""
    found: dict[str, Counter[int]] = {}
    for audit in sorted(audits, key=lambda each: (each.submitted_on, each.pk)):
        found.setdefault(name(audit), Counter())[final_grade(audit) or 0] += 1
    return tuple(
        Group(key, tuple(counts[grade] for grade in GRADES)) for key, counts in found.items()
    )


def _weakest(scores: Iterable[Score]) -> tuple[Weak, ...]:
    """Every question that was graded, the weakest first; the same question in two versions is one."""
    grades: dict[tuple[str, str], list[int]] = defaultdict(list)
    for score in scores:
        if score.grade is not None:
            grades[score.criterion.section, score.criterion.question].append(score.grade)
    rows = [
        Weak(section, question, sum(g in WEAK for g in of), len(of), sum(of) / len(of))
        for (section, question), of in grades.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.mean, row.question)))


def _themes(audits: Sequence[Audit], scores: Iterable[Score]) -> tuple[Pointed, ...]:
    """The themes of weak scores, the most frequent first."""
    officer_of = {audit.pk: audit.officer.name for audit in audits}
    found: dict[str, set[int]] = defaultdict(set)
    for score in scores:
        for theme in score.themes if score.grade in WEAK else ():
            found[theme].add(score.audit_id)
    training: dict[str, list[Training]] = defaultdict(list)
    for row in Training.objects.order_by("title"):
        training[row.theme].append(row)
    pointed = [
        Pointed(
            Theme(theme),
            len(keys),
            tuple(training[theme]),
            tuple(sorted({officer_of[key] for key in keys})),
        )
        for theme, keys in found.items()
    ]
    return tuple(sorted(pointed, key=lambda each: (-each.audits, each.theme.label)))


def _tags(scores: Iterable[Score]) -> tuple[tuple[str, int], ...]:
    """The assurers' own words, the most frequent first."""
    words = Counter(
        tag.strip().lower() for score in scores for tag in score.tags.split(",") if tag.strip()
    )
    return tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0])))
