"""The four area teams, who works in them, and who can sign in to the demonstration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from rightplace.casework.models import Role
from rightplace.county import names
from rightplace.county.calibration import Quotas
from rightplace.county.spec import CountySpec
from rightplace.county.terms import working_day

DEMO_PASSWORD = "marlshire-demo-2023"  # noqa: S105 (published: it opens invented data only)

TEAMS = ("North area team", "East area team", "South area team", "West area team")
_TEAM_OF_DISTRICT = (0, 0, 1, 1, 2, 3, 3)
_POSTS = 8
_POSTS_AT_LEAST = 2
_CHANGED_HANDS = 0.19


@dataclass(frozen=True, slots=True)
class SignIn:
    """Someone whom the demonstration lets in."""

    username: str
    first_name: str
    last_name: str
    role: Role

    @property
    def name(self) -> str:
        """The name on screen."""
        return f"{self.first_name} {self.last_name}"


DEMO_SIGN_INS = (
    SignIn("administrator", "Adaeze", "Quillan", Role.ADMINISTRATOR),
    SignIn("manager", "Morwenna", "Thackeray-Hale", Role.TEAM_MANAGER),
    SignIn("officer", "Osian", "Fairbrother", Role.CASE_OFFICER),
    SignIn("analyst", "Anneli", "Sørgaard", Role.ANALYST),
    SignIn("commissioner", "Callum", "Adebayo-Finch", Role.COMMISSIONER),
    SignIn("psychologist", "Petra", "Villanueva", Role.PSYCHOLOGIST),
    SignIn("health", "Hamish", "Oyelaran", Role.HEALTH_ADVISER),
    SignIn("social-care", "Sioned", "Marchetti", Role.SOCIAL_CARE_ADVISER),
    SignIn("panel", "Parveen", "Lindqvist", Role.PANEL_MEMBER),
    SignIn("finance", "Fergus", "Abiola", Role.FINANCE),
    SignIn("quality", "Quentin", "Nakamura", Role.QUALITY_ASSURER),
    SignIn("auditor", "Aurelia", "Bankole", Role.AUDITOR),
    SignIn("director", "Dorothea", "Nkemelu", Role.DIRECTOR),
    SignIn("head", "Hollis", "Brathwaite-Moreau", Role.HEAD_OF_SERVICE),
    SignIn("councillor", "Cerys", "Ballantyne-Okoro", Role.COUNCILLOR),
)
_OFFICER = DEMO_SIGN_INS[2]


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who works here. `leaves` is their last day where they have left."""

    username: str
    first_name: str
    last_name: str
    role: Role
    team: int | None
    signs_in: bool = False
    leaves: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A caseload, and the officers who have held it one after the other."""

    team: int
    holders: tuple[Member, ...]

    def holder(self, day: date) -> Member:
        """Who has the caseload on a day."""
        return next(m for m in self.holders if m.leaves is None or day <= m.leaves)


@dataclass(frozen=True, slots=True)
class Office:
    """Everybody who works here."""

    administrator: Member
    managers: tuple[Member, ...]
    posts: tuple[Post, ...]
    others: tuple[Member, ...]

    def members(self) -> Iterator[Member]:
        """Everyone but the administrator, who adds them."""
        yield from self.managers
        for post in self.posts:
            yield from post.holders
        yield from self.others

    def post_for(self, district: int, number: int) -> Post:
        """The caseload that a child of a district goes to."""
        team = _TEAM_OF_DISTRICT[district]
        posts = [post for post in self.posts if post.team == team]
        return posts[number % len(posts)]


def open_office(spec: CountySpec, quotas: Quotas) -> Office:
    """The staff of a county: eight caseloads to a team at full size, never fewer than two."""
    called = _names(spec)
    admin, manager, _, *others = DEMO_SIGN_INS
    managers = tuple(
        _member("manager", *next(called), team) if team else _demo(manager, team)
        for team in range(len(TEAMS))
    )
    posts = _posts(max(_POSTS_AT_LEAST, round(_POSTS * min(2.0, quotas.scale))), called, spec)
    return Office(_demo(admin), managers, posts, tuple(map(_demo, others)))


def _posts(each: int, called: Iterator[tuple[str, str]], spec: CountySpec) -> tuple[Post, ...]:
    """So many caseloads in each team; a few have changed hands."""
    draws = spec.stream("posts")
    total = len(TEAMS) * each
    changing = set(draws.sample(range(1, total), max(1, round(total * _CHANGED_HANDS))))
    posts = []
    for number in range(total):
        team = number % len(TEAMS)
        now = _member("officer", *next(called), team) if number else _demo(_OFFICER, team)
        holders = [now]
        if number in changing:
            days = (spec.until - spec.since).days
            last = spec.since + timedelta(days=draws.randint(days // 4, days * 9 // 10))
            holders.insert(0, _member("officer", *next(called), team, working_day(last)))
        posts.append(Post(team, tuple(holders)))
    return tuple(posts)


def _names(spec: CountySpec) -> Iterator[tuple[str, str]]:
    """First and last names, each last name once."""
    draws = spec.stream("staff names")
    for surname in draws.sample(names.SURNAMES, len(names.SURNAMES)):
        yield draws.choice(names.FORENAMES[draws.choice("MF")]), surname


def _demo(person: SignIn, team: int | None = None) -> Member:
    return Member(
        person.username, person.first_name, person.last_name, person.role, team, signs_in=True
    )


def _member(
    job: str, first_name: str, last_name: str, team: int, leaves: date | None = None
) -> Member:
    role = Role.TEAM_MANAGER if job == "manager" else Role.CASE_OFFICER
    username = f"{first_name}.{last_name}".lower().replace(" ", "").replace("'", "")
    return Member(username, first_name, last_name, role, team, leaves=leaves)


@lru_cache
def demo_password_hash() -> str:
    """The password of the demonstration, hashed once: its salt has nothing to protect."""
    return make_password(DEMO_PASSWORD, salt="marlshire")


NO_PASSWORD = f"{UNUSABLE_PASSWORD_PREFIX}nobody-signs-in-as-this-officer"
