"""The quarter at a glance: what it says is what the lines say, on the page and in the files."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import County
from tests.web.quarters import freeze

pytestmark = pytest.mark.django_db
FRONT = reverse("insight:performance") if False else "/performance/"


def signed_in(county: County, username: str) -> Client:
    client = Client()
    client.force_login(county.user(username))
    return client


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_x(county: County) -> None:
    freeze()
    c = signed_in(county, "director")
    r = c.get("/performance/?quarter=Q3+2022/23")
    assert r.status_code == 200
    import time

    t = time.time()
    r = c.get("/performance/?quarter=Q2+2022/23")
    print("cold", time.time() - t)
    t = time.time()
    r = c.get("/performance/?quarter=Q2+2022/23")
    print("warm", time.time() - t)
    open("/tmp/b.html", "wb").write(r.content)
    assert r.status_code == 200
    assert c.get("/performance/figures.csv").status_code == 200
    assert c.get("/performance/figures.xlsx").status_code == 200
    assert Client().get("/public/performance/").status_code == 200
    assert 0
