"""The small index tables, written with each publication, so that nobody searches documents or compares rows."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, F, Q

ENDLESS = 2**31 - 1  # Until when a publication is current that nothing has followed: after every revision.


def apart(*conditions: Exists, **lookups: Any) -> Q:
    """Conditions with a subquery, as for `Q`, that the database asks by itself: for each row, or once as a set.

    PostgreSQL would make a join of it. Of tables that it believes to be empty, since it has not counted them anew, it
    joins each row of one with each of the others, however many there are. It joins nothing that stands beside an
    alternative; this one never holds.
    """
    return Q(*conditions, **lookups) | Q(pk__isnull=True)


class Written(models.Func):
    """A subquery in SQL, with `{}` where the columns of the row stand, written instead of built.

    For what every question asks: Django takes longer to build such a subquery than a database to answer it.
    """

    def __init__(self, sql: str, *columns: str, given: Sequence[Any] = (), gives: Any = None) -> None:
        super().__init__(*columns, output_field=gives or models.BooleanField())
        self.sql, self.given = sql, tuple(given)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        columns = [compiler.compile(column)[0] for column in self.source_expressions]
        return self.sql.format(*columns), self.given


class Current(models.Model):
    """The revisions at which a publication is its entry's current one: from its own to that of the entry's next.

    What the log says only by comparison stands here for each row by itself, so that any moment is read in one step.
    """

    publication = models.OneToOneField(
        "publishing.Publication", models.CASCADE, primary_key=True, related_name="current"
    )
    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=80)
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField()  # The revision at which it was current no more.

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "until"], name="current_one_at_a_time"),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="current_for_a_while"),
        ]
        indexes = [models.Index(fields=["until", "since"], name="current_at_a_revision")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} r{self.since}–r{self.until}"


class Facet(models.Model):
    """One indexed value of a publication: filters ask here, never in documents."""

    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="facets")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "name", "value"], name="facet_once")]
        indexes = [models.Index(fields=["name", "value", "publication"], name="facet_lookup")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Span(models.Model):
    """The days outside which what a publication describes certainly did not hold; a null side is unknown or open."""

    publication = models.OneToOneField("publishing.Publication", models.CASCADE, primary_key=True, related_name="span")
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.first_day or ''}/{self.last_day or ''}"


class Token(models.Model):
    """A word of a publication, and how much it says there at most: what the search asks."""

    publication = models.ForeignKey("publishing.Publication", models.CASCADE, related_name="tokens", db_index=False)
    word = models.CharField(max_length=80)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "word"], name="token_once")]
        indexes = [models.Index(fields=["word", "publication", "weight"], name="token_lookup")]

    def __str__(self) -> str:
        return f"{self.word} {self.weight}"


class Extract(models.Model):
    """The small part of a publication's document that is asked of many entries at once, so that none is parsed whole.

    `parts` is what they are chosen by, each on a line of its own with its name before it, so that equal ones are equal
    lines; `brief` is the properties by which they are shown, as JSON (`Kind.parts`, `Kind.brief`).
    """

    publication = models.OneToOneField(
        "publishing.Publication", models.CASCADE, primary_key=True, related_name="extract"
    )
    parts = models.TextField()
    brief = models.TextField()

    def __str__(self) -> str:
        return f"{self.publication_id}: {len(self.parts)}"


class Word(models.Model):
    """A word with a weight: how many of a kind's current entries have it as a token, and its root (`analyser.root`).

    What the search knows words by: counted as entries are published, so that nobody counts the tokens.
    """

    kind = models.CharField(max_length=40)
    word = models.CharField(max_length=80)
    weight = models.PositiveSmallIntegerField()
    root = models.CharField(max_length=80)
    entries = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "word", "weight"], name="word_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.word} {self.weight} ({self.entries})"
