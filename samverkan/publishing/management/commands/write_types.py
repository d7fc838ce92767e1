"""Write the documents' types in Python anew from the schemas."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samverkan.publishing.schemas import type_writer


class Command(BaseCommand):
    help = "Write the documents' types (types.py beside the schemas) anew from the schemas."

    def handle(self, *args: Any, **options: Any) -> None:
        for path, text in type_writer.modules().items():
            path.write_text(text, encoding="utf-8")
            self.stdout.write(str(path.relative_to(settings.BASE_DIR)))
