"""What no log may hold: the links of reminders, which open a door, what somebody asks, searches or saved."""

import logging
import re

_TOKEN = re.compile(r"(/bekrafta/)[^/\s\"']+")
_ASKED = re.compile(r"(/hitta/|/samtal/|/activities/match)\?[^\s\"']*")
_KEPT_QUIET = re.compile(r"([?&](?:samtal|q)=)[^&\s\"']+")


class WithoutSecrets(logging.Filter):
    """Takes tokens and what is asked out of every address that a line tells, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        clean = _KEPT_QUIET.sub(r"\1…", _ASKED.sub(r"\1?…", _TOKEN.sub(r"\1…", line)))
        if clean != line:
            record.msg, record.args = clean, ()
        return True
