"""One Leistungssteckbrief of the FIM portal as services: any field may be missing or of another type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ozgdash.model.service import LEIKA_KEY, OZG_ID, Addressee, Service
from ozgdash.sources import cells
from ozgdash.sources.catalogue import Execution, agreed_execution, with_judgement
from ozgdash.sources.cells import CellError
from ozgdash.sources.feed import SHOWN_VALUES, Reading, description

ADDRESSEES = {
    frozenset({"buerger"}): Addressee.CITIZENS,
    frozenset({"unternehmen"}): Addressee.BUSINESSES,
    frozenset({"buerger", "unternehmen"}): Addressee.BOTH,
}
"""The administration itself is no addressee of ours."""
LEFT_OUT = ("draft", "withdrawn", "replaced", "without_bundle")
"""Why a Steckbrief that can be read is left out, in the order in which it is told."""


@dataclass(frozen=True)
class Bundles:
    """What is known of the OZG-Leistungen: one service of each, and the responsibility that all of them agree on."""

    first: Mapping[str, Service]
    agreed: Mapping[str, Execution]

    @classmethod
    def of(cls, known: Iterable[Service]) -> Bundles:
        """The bundles of these services."""
        services = list(known)
        return cls({service.ozg_id: service for service in reversed(services)}, agreed_execution(services))


class SteckbriefReader:
    """Turns one Steckbrief after the other into services and counts what is worth a sentence."""

    def __init__(self, reading: Reading, bundles: Bundles, known: Mapping[str, Service]) -> None:
        self.reading, self.bundles, self.known = reading, bundles, known
        self.source = description("fim").raw
        self.counts: Counter[str] = Counter()
        self.successors: list[str] = []
        words = self.source["lookups"]["addressee"]
        self.addressees = {word.casefold(): ours for ours, names in words.items() for word in names}

    def services(self, item: Mapping[str, Any]) -> tuple[Service, ...]:
        """One service per key; none where the Steckbrief is left out, which is counted.

        Raises CellError where key, name or Themenfeld cannot be read.
        """
        keys = self._keys(item)
        reason = self._standing(item, keys)
        if reason is None:
            bundle = self._bundle(self._field(item, "ozg"))
            if bundle is not None:
                return tuple(self._service(item, key, bundle) for key in keys)
            reason = "without_bundle"
        self.counts[reason] += 1
        self.reading.left_out += 1
        return ()

    def _service(self, item: Mapping[str, Any], key: str, bundle: Mapping[str, Any]) -> Service:
        name = self._name(item, key)
        ozg_id = str(_first(bundle, self.source["ozg"]["id"]))
        like = self.bundles.first.get(ozg_id)
        read = Service(
            leika_key=key,
            name=name,
            ozg_id=ozg_id,
            ozg_name=like.ozg_name if like else (_plain(_first(bundle, self.source["ozg"]["name"])) or ozg_id),
            topic=like.topic if like else self._topic(bundle),
            life_situation=like.life_situation if like else "",
            leika_type=",".join(_codes(self._field(item, "type"))),
            addressee=self._addressee(self._field(item, "addressee")),
            executed_by=(),
            sdg=self._sdg(item),
        )
        judged = with_judgement(read, self.known.get(read.id), self.bundles.agreed)
        self.counts["unjudged"] += not judged.executed_by
        return judged

    def report(self) -> None:
        """What was counted, as findings."""
        findings, counts = self.reading.findings, self.counts
        for reason in LEFT_OUT:
            if counts[reason] and reason != "replaced":
                findings.warning(f"feeds.{reason}", count=counts[reason])
        if counts["replaced"]:
            shown = ", ".join(self.successors[:SHOWN_VALUES]) + (", …" if len(self.successors) > SHOWN_VALUES else "")
            findings.warning("feeds.replaced", count=counts["replaced"], received=shown)
        if counts["several_bundles"]:
            findings.notice("feeds.several_bundles", count=counts["several_bundles"])
        if counts["without_title"]:
            findings.notice("feeds.without_title", count=counts["without_title"])
        if counts["unjudged"]:
            findings.notice("sources.not_judged", count=counts["unjudged"])

    def _field(self, item: Mapping[str, Any], name: str) -> Any:
        return _first(item, self.source["fields"][name])

    def _keys(self, item: Mapping[str, Any]) -> list[str]:
        """The keys, each once; of several only those that are LeiKa keys, where one is."""
        received = self._field(item, "key")
        plain = [words for words in map(_plain, received if isinstance(received, list) else [received]) if words]
        if not plain:
            raise CellError("feeds.no_key_or_name", received=", ".join(map(str, item))[:200] or "–")
        sound = [words for words in plain if LEIKA_KEY.fullmatch("".join(words.split()))]
        keys = [cells.leika_key(words) for words in sound or plain[:1]]
        return list(dict.fromkeys(key for key in keys if key))

    def _name(self, item: Mapping[str, Any], key: str) -> str:
        """The first field that holds a name; the known name where all say that there is none."""
        given = [cells.text(_plain(item.get(field))) for field in self.source["fields"]["name"]]
        names = [" ".join(name.split()) for name in given if name]
        said = [name for name in names if name.casefold() not in self.source["no_name"]]
        known = self.known.get(key)
        self.counts["without_title"] += len(said) < len(names) and bool(said or known)
        if said:
            return said[0]
        if names and known:
            return known.name
        if names:
            raise CellError("feeds.no_title", received=key)
        raise CellError("feeds.no_key_or_name", received=", ".join(map(str, item))[:200] or "–")

    def _standing(self, item: Mapping[str, Any], keys: Sequence[str]) -> str | None:
        """Why the Steckbrief does not count; None where it does."""
        status = self._field(item, "status")
        received = _plain(int(status) if isinstance(status, float) and status.is_integer() else status)
        for reason, codes in self.source["status"].items():
            if received in codes:
                return None if reason == "released" else str(reason)
        if received is not None:
            self.reading.not_understood("freigabe_status", received)
        successors = [key for key in _keys_within(self._field(item, "replacements")) if key not in keys]
        self.successors += [f"{keys[0]} → {key}" for key in successors[:1]]
        return "replaced" if successors else None

    def _bundle(self, received: Any) -> Mapping[str, Any] | None:
        """The first OZG-Leistung with a five-digit id, from a list or a single object."""
        found = [
            entry
            for entry in (received if isinstance(received, list) else [received])
            if isinstance(entry, Mapping) and OZG_ID.fullmatch(str(_first(entry, self.source["ozg"]["id"])))
        ]
        self.counts["several_bundles"] += len(found) > 1
        return found[0] if found else None

    def _topic(self, bundle: Mapping[str, Any]) -> str:
        slug = _plain(_first(bundle, self.source["ozg"]["topic"])) or ""
        label = _plain(_first(bundle, self.source["ozg"]["topic_label"])) or ""
        topics: Mapping[str, str] = self.source["topics"]
        for word in (slug, label):
            found = topics.get(word.casefold()) or next((name for name in topics.values() if name == word), None)
            if found:
                return found
        raise CellError("feeds.unknown_topic", received=slug or label or "–", allowed=", ".join(topics))

    def _addressee(self, received: Any) -> Addressee | None:
        words = _codes(received)
        for word in words:
            if word.casefold() not in self.addressees:
                self.reading.not_understood("leistungsadressat", word)
        meant = {self.addressees[word.casefold()] for word in words if word.casefold() in self.addressees}
        return ADDRESSEES.get(frozenset(meant - {"verwaltung"}))

    def _sdg(self, item: Mapping[str, Any]) -> bool | None:
        """No where the Steckbrief names the code for none; another code is an information area and says nothing."""
        codes = {code for field in self.source["fields"]["sdg"] for code in _codes(item.get(field))}
        return False if codes and codes <= set(self.source["sdg"]["none"]) else None


def _first(item: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "", [])), None)


def _plain(value: Any) -> str | None:
    """Text of a text or a number; None for everything else."""
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None


def _codes(received: Any) -> list[str]:
    """Codes from a list or a single value; an entry is text, or an object with ``code``, ``value`` or ``label``."""
    entries = received if isinstance(received, list) else [received]
    found = (_plain(_first(e, ("code", "value", "label")) if isinstance(e, Mapping) else e) for e in entries)
    return [code for code in found if code]


def _keys_within(received: Any, depth: int = 4) -> list[str]:
    """Every LeiKa key in a value of any shape, outermost first."""
    if isinstance(received, Mapping):
        received = list(received.values())
    if isinstance(received, list):
        return [key for entry in received for key in _keys_within(entry, depth - 1)] if depth else []
    words = "".join((_plain(received) or "").split())
    return [words] if LEIKA_KEY.fullmatch(words) else []
