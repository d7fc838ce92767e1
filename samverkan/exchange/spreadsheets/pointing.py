"""Which entry some words in a cell mean, by slug or by name, among those that the user may refer to."""

from typing import Any

from django.utils.translation import gettext as _

from samverkan.desk import access
from samverkan.exchange.spreadsheets.cells import Find, Wrong, folded, quoted
from samverkan.language.incoming import code
from samverkan.publishing import kinds
from samverkan.publishing.kinds import Document, Key

FEW = 15  # So many possible entries can be listed in a message.


class Pointers:
    """What the user may refer to, read once a kind; `own` are the names of the file's entries of the kind `of`."""

    def __init__(self, user: Any, of: kinds.Kind, own: dict[str, str]) -> None:
        self._user = user
        self._of = of
        self._own = {(of.name, slug): name for slug, name in own.items()}
        self._offered: dict[str, dict[Key, str]] = {}
        self._owners: dict[Key, str] | None = None

    def finder(self, already: list[Document]) -> Find:
        """How to find what a value refers to; what is referred to already may stay."""
        stays = {kinds.key_of(reference): reference["name"] for reference in already}

        def find(allowed: list[str], text: str) -> Document:
            offered = {key: name for kind in allowed for key, name in self._offer(kind).items()}
            offered |= {key: name for key, name in stays.items() if key[0] in allowed}
            return _only(offered, allowed, text)

        return find

    def owner_finder(self, owners: list[Document]) -> Find:
        """How to find an owner: the scopes that the user answers for, and those that own the entry already."""
        stays = {kinds.key_of(reference): reference["name"] for reference in owners}

        def find(allowed: list[str], text: str) -> Document:
            return _only(self.scopes() | stays, allowed, text)

        return find

    def scopes(self) -> dict[Key, str]:
        """In whose name the user may take over or leave entries of the kind."""
        if self._owners is None:
            keys = access.answers_for(self._user, self._of.model)
            self._owners = {}
            for kind in {kind for kind, _slug in keys}:
                slugs = [slug for name, slug in keys if name == kind]
                self._owners |= _names(kind, kinds.get(kind).model._default_manager.filter(slug__in=slugs))
        return self._owners

    def _offer(self, kind: str) -> dict[Key, str]:
        if kind not in self._offered:
            entries = access.choosable(self._user, kinds.get(kind).model._default_manager.all())
            own = self._own if kind == self._of.name else {}
            self._offered[kind] = own | _names(kind, entries)
        return self._offered[kind]


def _names(kind: str, entries: Any) -> dict[Key, str]:
    return {(kind, slug): name for slug, name in entries.values_list("slug", "name")}


def _only(offered: dict[Key, str], allowed: list[str], text: str) -> Document:
    """The one entry that is meant; Wrong where there is none, or where it could be several."""
    kind, _slash, slug = code(text).rpartition("/")
    exact = [key for key in ((name, slug) for name in ([kind] if kind else allowed)) if key in offered]
    found = exact or [key for key, name in offered.items() if folded(name) == folded(text)]
    if len(found) == 1:
        return {"kind": found[0][0], "slug": found[0][1], "name": offered[found[0]]}
    written = sorted("/".join(key) if len(allowed) > 1 else key[1] for key in found or offered)
    values = {"text": quoted(text), "allowed": ", ".join(written)}
    if found:
        raise Wrong(_("%(text)s kan vara flera. Skriv ett av %(allowed)s.") % values)
    if 0 < len(written) <= FEW:
        raise Wrong(_("ska vara ett av %(allowed)s, inte %(text)s.") % values)
    raise Wrong(_("%s finns inte bland det som du kan hänvisa till. Skriv adressnamnet.") % quoted(text))
