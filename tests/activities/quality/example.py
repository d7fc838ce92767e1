"""An example of a rule: documents in which it finds something, and the nearest ones in which it finds nothing."""

from dataclasses import dataclass, field

from samverkan.publishing.kinds import Document


@dataclass(frozen=True)
class Example:
    """`says` are words that the finding tells or quotes; `slugs` the entries it is found in, the first one if empty."""

    wrong: list[Document]
    right: list[Document]
    says: list[str] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)

    @property
    def expected(self) -> list[str]:
        return self.slugs or [self.wrong[0]["slug"]]
