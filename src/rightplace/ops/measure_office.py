"""Twenty officers at work at once: what they wait, what fails, and whether anything they wrote is lost."""

import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from urllib.parse import urlencode

from rightplace.ops.measurement import Measurement, milliseconds, none

OFFICERS = 20
SECONDS = 60
_WARM_SECONDS = 5
_THINKS = (0.3, 1.2)
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_MARK = "Measured contact"


@dataclass(slots=True)
class Day:
    """What one officer met: seconds for each page, what failed, and how many contacts were taken."""

    waits: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    written: int = 0


@dataclass(slots=True)
class Officer:
    """A signed-in officer with their cases, at a browser of their own."""

    port: int
    session: str
    people: list[int]
    day: Day = field(default_factory=Day)

    def work(self, until: float, seed: int) -> Day:
        """Look at the list, open a child, record a contact, think; and again."""
        draws = random.Random(seed)  # noqa: S311 (no secret)
        while time.monotonic() < until:
            person = draws.choice(self.people)
            for address in ("/work/", f"/cases/{person}/", f"/cases/{person}/contacts/"):
                self._get(address)
                time.sleep(draws.uniform(*_THINKS))
            self._record(person)
            time.sleep(draws.uniform(*_THINKS))
        return self.day

    def _get(self, address: str) -> str:
        status, page = self._send("GET", address)
        if status != 200:
            self.day.failed.append(f"{address}: {status}")
        return page

    def _record(self, person: int) -> None:
        """Fill in and send the form of a contact."""
        address = f"/cases/{person}/contacts/add/"
        token = _TOKEN.search(self._get(address))
        given = {
            "csrfmiddlewaretoken": token.group(1) if token else "",
            "on-day": "31", "on-month": "1", "on-year": "2023",
            "channel": "telephone", "direction": "out", "with_whom": "The school",
            "summary": _MARK,
        }  # fmt: skip
        status, _ = self._send("POST", address, given)
        if status == 302:
            self.day.written += 1
        else:
            self.day.failed.append(f"POST {address}: {status}")

    def _send(
        self, method: str, address: str, given: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.session, "Host": f"127.0.0.1:{self.port}"}
        if given is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.monotonic()
        connection.request(method, address, urlencode(given or {}), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        self.day.waits.append(time.monotonic() - start)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if cookie.startswith("csrftoken="):
                kept = [part for part in self.session.split("; ") if "csrftoken" not in part]
                self.session = "; ".join([*kept, cookie.split(";")[0]])
        connection.close()
        return answer.status, page


def office(seconds: int = SECONDS) -> Iterator[Measurement]:
    """What the officers waited for, and what became of it. The county must be in the database."""
    from django.db import connections

    from rightplace.casework.models import Contact

    port = _free_port()
    officers = _officers(port)
    connections.close_all()
    server = subprocess.Popen([sys.executable, "-m", "rightplace.ops.serve", f"127.0.0.1:{port}"])  # noqa: S603
    try:
        _wait_for(port)
        _warm(officers)
        before = Contact.objects.filter(summary=_MARK).count()
        connections.close_all()
        days = _work(officers, seconds)
    finally:
        server.terminate()
        server.wait()
    kept = Contact.objects.filter(summary=_MARK).count() - before
    yield from _report(days, kept, len(officers), seconds)


def _warm(officers: list[Officer]) -> None:
    """Let each worker load its code and its templates, which is done once after a start."""
    _work(officers, _WARM_SECONDS)
    for officer in officers:
        officer.day = Day()


def _work(officers: list[Officer], seconds: int) -> list[Day]:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(officers)) as pool:
        futures = [pool.submit(each.work, until, seed) for seed, each in enumerate(officers)]
        return [future.result() for future in futures]


def _report(days: list[Day], kept: int, officers: int, seconds: int) -> Iterator[Measurement]:
    waits = [wait for day in days for wait in day.waits]
    failed = [each for day in days for each in day.failed]
    written = sum(day.written for day in days)
    what = f"{officers} officers at once for {seconds} s, {len(waits):,} pages"
    cuts = quantiles(waits, n=20)
    yield milliseconds(f"{what}: 95th percentile", cuts[-1], 0.3)
    yield milliseconds("the same, median", cuts[9])
    yield none("pages that failed", len(failed))
    yield none("contacts that were taken and are not in the record", written - kept)


def _officers(port: int) -> list[Officer]:
    """Officers with cases, each signed in by a session of their own."""
    from django.test import Client

    from rightplace.casework.models import Request, Role, User

    rows = User.objects.filter(role=Role.CASE_OFFICER, is_active=True).order_by("pk")[:OFFICERS]
    found = []
    for user in rows:
        people = Request.objects.visible_to(user).open().values_list("person", flat=True)
        client = Client()
        client.force_login(user)
        session = f"sessionid={client.cookies['sessionid'].value}"
        found.append(Officer(port, session, list(people[:50])))
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    """Return once the server answers."""
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server did not start")
