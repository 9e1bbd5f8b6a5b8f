"""What stands in the mail, and the mail as bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from ozgdash import formats
from ozgdash.drawing.lettering import one_line
from ozgdash.export.council.package import CouncilPackage, package_subject, package_title
from ozgdash.model.alert import Alert
from ozgdash.texts import Lang, text

MAX_SUBJECT = 150
MEGABYTE = 1_000_000
DIGITS = 32


@dataclass(frozen=True)
class Enclosure:
    """The package as a file. ``place``: where it lies on the dashboard's machine."""

    file_name: str
    content: bytes
    place: str


@dataclass(frozen=True)
class Letter:
    """A report to be sent. ``mark``: of which data it is; ``alerts``: the worst first.

    Without an enclosure it is about the alerts alone: the data is not newer.
    """

    recipe: str
    mark: str
    package: CouncilPackage
    alerts: tuple[Alert, ...]
    enclosure: Enclosure | None

    @property
    def lang(self) -> Lang:
        """The language of the package, which is that of the mail."""
        return self.package.view.lang

    @property
    def keys(self) -> tuple[str, ...]:
        """Those of the alerts."""
        return tuple(alert.key for alert in self.alerts)

    @property
    def subject(self) -> str:
        """One line, with the Stand and the label of example data."""
        view = self.package.view
        day = formats.day(view.filters.as_of, self.lang)
        title = package_title(self.package)[:MAX_SUBJECT]
        if not self.enclosure:
            title = text("mail.new_alerts_of", self.lang, count=len(self.alerts), title=title)
        key = "mail.subject_example" if view.snapshot.example_data else "mail.subject"
        return one_line(text(key, self.lang, title=title, day=day))


def message(letter: Letter, sender: str, recipient: str, at: datetime) -> bytes:
    """The mail to one recipient, with the package where there is one.

    The same data and alerts give the same Message-ID for the same recipient: a mailbox that gets it twice can tell.
    """
    return _written(letter, sender, recipient, at, about_package(letter), letter.enclosure)


def without_package(
    letter: Letter, sender: str, recipient: str, at: datetime, *, left_out: Enclosure, limit: int | None
) -> bytes:
    """The mail that names the place of the package instead of having it with it; ``limit``: what the server takes."""
    values = {"size": _megabytes(len(left_out.content), letter.lang), "place": left_out.place}
    if limit is None:
        said = text("mail.too_large", letter.lang, **values)
    else:
        said = text("mail.larger_than", letter.lang, limit=_megabytes(limit, letter.lang), **values)
    return _written(letter, sender, recipient, at, said, None)


def body(letter: Letter, package_said: str) -> str:
    """The text of the mail: what it is about, what matters, alerts, the package, where the numbers come from."""
    lang, view = letter.lang, letter.package.view
    alerts = "mail.alerts" if letter.enclosure else "mail.new_alerts"
    head = [package_title(letter.package), package_subject(letter.package), *_state(letter)]
    source = text("mail.source", lang, cooperation=view.cooperation.name, snapshot=view.snapshot.id)
    blocks = [
        [one_line(line) for line in head if line],
        _list(text("mail.what_matters", lang), letter.package.summary if letter.enclosure else ()),
        _list(text(alerts, lang, count=len(letter.alerts)), [alert.sentence for alert in letter.alerts]),
        [package_said],
        [source, text("mail.why", lang, recipe=letter.recipe)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def about_package(letter: Letter) -> str:
    """The sentence about the package that comes with the mail, or about why there is none."""
    if letter.enclosure is None:
        return text("mail.not_newer", letter.lang)
    size = _megabytes(len(letter.enclosure.content), letter.lang)
    return text("mail.enclosed", letter.lang, file=letter.enclosure.file_name, size=size)


def _state(letter: Letter) -> list[str]:
    view, lang = letter.package.view, letter.lang
    stand = text("mail.stand", lang, day=formats.day(view.filters.as_of, lang))
    return [stand, text("charts.example_data", lang)] if view.snapshot.example_data else [stand]


def _list(heading: str, sentences: Sequence[str]) -> list[str]:
    return [heading, *(f"- {one_line(sentence)}" for sentence in sentences)] if sentences else []


def _megabytes(size: int, lang: Lang) -> str:
    return formats.number(size / MEGABYTE, lang, 1)


def _written(
    letter: Letter, sender: str, recipient: str, at: datetime, package_said: str, attached: Enclosure | None
) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, recipient, letter.subject
    mail["Date"], mail["Message-ID"] = format_datetime(at), _id(letter, sender, recipient)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body(letter, package_said), cte="quoted-printable")
    mail["Content-Language"] = letter.lang
    if attached:
        mail.add_attachment(attached.content, maintype="application", subtype="zip", filename=attached.file_name)
    return mail.as_bytes()


def _id(letter: Letter, sender: str, recipient: str) -> str:
    begun = () if letter.enclosure else tuple(f"{alert.key} {alert.since}" for alert in letter.alerts)
    said = "\0".join((letter.recipe, letter.mark, recipient.casefold(), *begun))
    return f"<{hashlib.sha256(said.encode()).hexdigest()[:DIGITS]}@{sender.rpartition('@')[2]}>"
