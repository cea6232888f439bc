"""What kind a file is, told by its content and not by its name; and what is not taken, with why."""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from pathlib import Path, PurePosixPath

import puremagic
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

MAX_PAGES = 3000
MAX_PARTS, MAX_UNPACKED = 5000, 300 << 20
_LEGIBLE = "Save it as PDF, or as Word (.docx), and add that."


class NotTaken(Exception):
    """This file is not kept; the text says what is wrong with it and what to do."""


class FileType(Enum):
    """What is taken: words, media type, and the endings that its name may have."""

    PDF = ("PDF", "application/pdf", (".pdf",))
    DOCX = (
        "Word document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
    )
    XLSX = (
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx",),
    )
    ODT = ("OpenDocument text", "application/vnd.oasis.opendocument.text", (".odt",))
    JPEG = ("JPEG picture", "image/jpeg", (".jpg", ".jpeg"))
    PNG = ("PNG picture", "image/png", (".png",))
    RTF = ("rich text", "application/rtf", (".rtf",))
    EML = ("email", "message/rfc822", (".eml",))
    MSG = ("Outlook email", "application/vnd.ms-outlook", (".msg",))
    TEXT = ("plain text", "text/plain", (".txt", ".text", ".csv", ".md"))

    def __init__(self, words: str, media_type: str, endings: tuple[str, ...]) -> None:
        self.words, self.media_type, self.endings = words, media_type, endings

    @classmethod
    def of(cls, media_type: str) -> "FileType":
        """The one with this media type."""
        return next(each for each in cls if each.media_type == media_type)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file turned out to be; `pages` where it has pages."""

    type: FileType
    pages: int | None = None


ACCEPTED = "PDF, Word (.docx), Excel (.xlsx), OpenDocument text, JPEG, PNG, text, RTF or email"


def recognise(path: Path, name: str) -> Recognised:
    """What the file at `path` is, which came under `name`. Raises NotTaken."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise NotTaken("The file is empty. Open it where it came from, and add it again.")
    found = next((look(path) for test, look in _LOOKS if test(head)), None) or _text(path, name)
    _refuse_other_name(found.type, name)
    return found


def check_workbook(content: bytes) -> None:
    """Raises NotTaken unless it is a workbook that may be opened."""
    if _zip(BytesIO(content)).type is not FileType.XLSX:
        raise NotTaken("It is not a workbook. Save it as .xlsx.")


def safe_name(name: str, of: FileType) -> str:
    """A file name without folders, controls or tricks of direction, that ends as its type does."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " ")
    kept = re.sub(r'[<>:"/\\|?*%]', "_", kept).strip(" .")
    ending = next((each for each in of.endings if kept.lower().endswith(each)), None)
    stem = kept[: -len(ending)] if ending else kept
    return f"{stem.strip(' .')[:120] or 'document'}{ending or of.endings[0]}"


def _refuse_other_name(found: FileType, name: str) -> None:
    ending = PurePosixPath(name).suffix.lower()
    if ending in found.endings or not re.fullmatch(r"\.[a-z0-9]{1,5}", ending):
        return
    raise NotTaken(
        f"Its name ends in {ending}, but its content is {_article(found.words)}. "
        f"If that is right, rename it to end in {found.endings[0]} and add it again."
    )


def _article(words: str) -> str:
    return words if words in ("rich text", "plain text") else f"{_an(words)} {words}"


def _an(words: str) -> str:
    return "an" if words[0] in "EeOo" else "a"


def _pdf(path: Path) -> Recognised:
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise NotTaken(
                "The PDF is protected by a password. Print it to a PDF without one, and add that."
            )
        pages, active = len(reader.pages), _runs_script(reader.root_object)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotTaken(
            "The PDF is damaged and cannot be opened. Ask for it again, or print it to a new PDF."
        ) from error
    if active:
        raise NotTaken("The PDF holds a program (JavaScript). Print it to a new PDF, and add that.")
    if not 0 < pages <= MAX_PAGES:
        raise NotTaken(f"The PDF has {pages:,} pages; from 1 to {MAX_PAGES:,} are taken. Split it.")
    return Recognised(FileType.PDF, pages)


def _runs_script(root: DictionaryObject) -> bool:
    """Whether opening the document would run something."""
    names = root.get("/Names", DictionaryObject()).get_object()
    opening = root.get("/OpenAction")
    opening = opening.get_object() if opening is not None else None
    launches = isinstance(opening, DictionaryObject) and opening.get("/S") in (
        "/JavaScript",
        "/Launch",
    )
    return "/JavaScript" in names or launches


def _zip(file: Path | BytesIO) -> Recognised:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            kind = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            mimetype = archive.read("mimetype").decode("ascii", "replace") if kind else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise NotTaken(f"The file is damaged and cannot be opened. {_LEGIBLE}") from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise NotTaken("The file unpacks to more than a document can hold. It is not opened.")
    if any(part.flag_bits & 1 for part in parts):
        raise NotTaken("The file is protected by a password. Save it without one, and add that.")
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
        raise NotTaken("The file holds macros (programs). Save it without them, or as PDF.")
    if any(name.lower().startswith("basic/") for name in names):
        raise NotTaken("The file holds macros (programs). Save it without them, or as PDF.")
    return Recognised(_office(names, mimetype))


def _office(names: set[str], mimetype: str) -> FileType:
    if {"word/document.xml", "[Content_Types].xml"} <= names:
        return FileType.DOCX
    if {"xl/workbook.xml", "[Content_Types].xml"} <= names:
        return FileType.XLSX
    if mimetype.strip() == FileType.ODT.media_type and "content.xml" in names:
        return FileType.ODT
    if "ppt/presentation.xml" in names:
        raise NotTaken("Slides are not taken as they are. Save them as PDF, and add that.")
    raise NotTaken("It is an archive (zip). Unpack it, and add the documents in it one by one.")


_OUTLOOK = "__substg1.0_".encode("utf-16-le")


def _ole(path: Path) -> Recognised:
    if _OUTLOOK in path.read_bytes():
        return Recognised(FileType.MSG)
    raise NotTaken(f"It is an old Office file, which can hold macros (programs). {_LEGIBLE}")


def _rtf(path: Path) -> Recognised:
    content = path.read_bytes()
    if b"\\objdata" in content or b"\\objupdate" in content:
        raise NotTaken(f"The rich text holds another file inside it. {_LEGIBLE}")
    return Recognised(FileType.RTF)


def _refused(reason: str) -> Callable[[Path], Recognised]:
    def refuse(path: Path) -> Recognised:
        raise NotTaken(reason)

    return refuse


def _jpeg(path: Path) -> Recognised:
    with path.open("rb") as file:
        file.seek(-2, 2)
        whole = b"\xff\xd9" in file.read() or b"\xff\xd9" in path.read_bytes()[-4096:]
    if not whole:
        raise NotTaken("The picture is cut off: its end is missing. Ask for it again.")
    return Recognised(FileType.JPEG)


def _png(path: Path) -> Recognised:
    content = path.read_bytes()
    if b"IHDR" not in content[:32] or b"IEND" not in content[-64:]:
        raise NotTaken("The picture is cut off: its end is missing. Ask for it again.")
    return Recognised(FileType.PNG)


def _starts(*with_: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(with_)


_PICTURE = "Save the picture as JPEG or PNG, and add that."
_ARCHIVE = "It is an archive. Unpack it, and add the documents in it one by one."
_PROGRAM = "It is a program. Programs are never taken."
# What the first bytes say -> how to look at the rest. The first that fits decides.
_LOOKS: tuple[tuple[Callable[[bytes], bool], Callable[[Path], Recognised]], ...] = (
    (_starts(b"PK\x03\x04", b"PK\x05\x06"), _zip),
    (_starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), _ole),
    (_starts(b"\xff\xd8\xff"), _jpeg),
    (_starts(b"\x89PNG\r\n\x1a\n"), _png),
    (_starts(b"{\\rtf"), _rtf),
    (_starts(b"II*\x00", b"MM\x00*"), _refused(f"TIFF pictures are not taken. {_PICTURE}")),
    (
        lambda head: head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"avif"),
        _refused(f"It is a photo as a telephone keeps it (HEIC). {_PICTURE}"),
    ),
    (_starts(b"GIF8", b"RIFF", b"BM"), _refused(f"This kind of picture is not taken. {_PICTURE}")),
    (_starts(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"), _refused(_ARCHIVE)),
    (_starts(b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"), _refused(_PROGRAM)),
    (lambda head: b"%PDF-" in head[:1024], _pdf),
)

_SCRIPTS = tuple(
    f".{each}"
    for each in "js mjs vbs vbe bat cmd ps1 sh py hta wsf reg lnk url scr jar php pl".split()  # noqa: SIM905
)
_MARKUP = re.compile(r"<(!doctype\s+html|html|svg|script|\?xml|iframe|body)\b", re.IGNORECASE)
_HEADERS = re.compile(r"\A(?:[A-Za-z][\w-]*:.*\r?\n(?:[ \t].*\r?\n)*){2,}\r?\n")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _text(path: Path, name: str) -> Recognised:
    text = decoded(path.read_bytes())
    if text is None or _BINARY.search(text):
        raise NotTaken(f"{_likely(path)} Only {ACCEPTED} files are taken. {_LEGIBLE}")
    if name.lower().endswith(_SCRIPTS) or text.startswith("#!"):
        raise NotTaken(_PROGRAM)
    headers = _HEADERS.match(text)
    if headers and re.search(r"^(from|received|date):", headers[0], re.IGNORECASE | re.MULTILINE):
        return Recognised(FileType.EML)
    if _MARKUP.search(text[:4096]) or "<script" in text.lower():
        raise NotTaken(f"It is a web page or a drawing, which can hold programs. {_LEGIBLE}")
    return Recognised(FileType.TEXT)


def decoded(content: bytes) -> str | None:
    """Text as UTF-8, UTF-16 with its mark, or as Windows writes it; None for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _likely(path: Path) -> str:
    """What a file that is not taken seems to be."""
    try:
        guess = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError):
        guess = []
    named = next((each.name for each in guess if each.name), "")
    return f"It seems to be: {named}." if named else "What kind of file it is cannot be told."
