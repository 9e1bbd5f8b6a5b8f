"""The archive of a document that comes back from strangers: bounded, and its XML looked through before it is read."""

from __future__ import annotations

from ozgdash.errors import UserError
from ozgdash.sources import archives
from ozgdash.sources.archives import DAMAGES, XML_ENDINGS, ArchiveRefusedError, Limits, Reason, megabytes
from ozgdash.sources.guarded_xml import ForbiddenXmlError, Handlers, go_through

MAX_FILE_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 400_000_000
MAX_XML_BYTES = 60_000_000
MAX_PARTS = 20_000
REFUSALS = {Reason.ENCRYPTED: "refresh.encrypted_or_old", Reason.NO_ARCHIVE: "refresh.not_a_deck"}
TOO_LARGE = (Reason.FILE_TOO_LARGE, Reason.UNPACKS_TOO_LARGE, Reason.TOO_MUCH_XML)


def names_in(content: bytes, file: str) -> list[str]:
    """The names of the parts of an archive that has been looked through.

    Raises UserError for what is too large, encrypted, damaged, no archive, or has forbidden XML in it.
    """
    limits = Limits(MAX_FILE_BYTES, MAX_UNPACKED_BYTES, MAX_XML_BYTES, MAX_PARTS)
    try:
        archive, entries = archives.opened(content, limits)
        with archive:
            for entry in entries:
                if entry.filename.lower().endswith(XML_ENDINGS):
                    go_through([archive.read(entry)], Handlers())
            return archive.namelist()
    except ArchiveRefusedError as refused:
        raise _refusal(file, refused) from refused
    except ForbiddenXmlError as error:
        raise UserError("refresh.forbidden_xml", file=file) from error
    except (*DAMAGES, KeyError) as error:
        raise UserError("refresh.damaged", file=file) from error


def _refusal(file: str, refused: ArchiveRefusedError) -> UserError:
    if refused.reason in TOO_LARGE:
        return UserError("refresh.too_large", file=file, **megabytes(refused))
    return UserError(REFUSALS.get(refused.reason, "refresh.damaged"), file=file)
