"""What the public sees beside the log."""

from django.db import models


class Aside(models.Model):
    """How often public rows outside the log, such as named contact persons, have changed: one row, counted by triggers.

    Beside the newest revision's number it tells whether an answer that was kept still holds.
    """

    number = models.BigIntegerField(default=0)
    by_transaction = models.BigIntegerField(default=0)  # PostgreSQL counts once a transaction, when it commits.

    def __str__(self) -> str:
        return str(self.number)
