"""`rightplace administrator` makes the first account of an empty record."""

import io

import pytest

from rightplace.casework.models import Role, User
from rightplace.ops.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def typed(empty_record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("plenty of long words\n"))


def test_the_administrator_can_sign_in(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["administrator", "amina.yusuf", "--name", "Amina Yusuf"]) == 0
    assert capsys.readouterr().out == "Amina Yusuf can sign in as amina.yusuf.\n"
    user = User.objects.get()
    assert (user.role, user.check_password("plenty of long words")) == (Role.ADMINISTRATOR, True)


def test_a_short_password_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(["administrator", "amina.yusuf", "--name", "Amina Yusuf"]) == 2
    assert "at least 12 characters" in capsys.readouterr().err
    assert not User.objects.exists()
