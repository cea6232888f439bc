from pathlib import Path

from rightplace.returns.sen2.manual import manual

PAGE = Path(__file__).parents[2] / "docs/reference/sen2.md"


def test_the_reference_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == manual(), (
        "run: python -c 'from pathlib import Path; from rightplace.returns.sen2.manual import "
        f'write_manual; write_manual(Path("{PAGE}"))\''
    )
