"""What no log may hold: the links of reminders, which are as good as the button that they lead to."""

import logging
import re

_TOKEN = re.compile(r"(/bekrafta/)[^/\s\"']+")


class WithoutTokens(logging.Filter):
    """Takes the token out of every address that a line tells, whoever writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if _TOKEN.search(line):
            record.msg, record.args = _TOKEN.sub(r"\1…", line), ()
        return True
