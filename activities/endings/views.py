"""The public page of what ends: by a day, or all stated ends without one."""

from typing import Any

from activities.endings.basis import concerned
from activities.endings.rule import emptied, endings, with_losses
from activities.matrix.areas import KINDS as LAID_OUT
from activities.matrix.areas import build_matrices
from samverkan.pages.views import PublicView


class EndingsView(PublicView):
    """Which activities lose their stated period, money, agreement or grants, and which cells fall empty then."""

    template_name = "activities/endings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        documents = list(concerned(self.moment, self.publications))
        ended = endings(documents, self.day)
        layout = build_matrices(row for row in documents if row["kind"] in LAID_OUT)
        matrices = [with_losses(matrix, ended) for matrix in layout]
        return super().get_context_data(
            ended=ended,
            activities=sum(row["kind"] == "activity" for row in documents),
            fallen=sum(one.whole for one in ended),
            areas=[(matrix, emptied(matrix)) for matrix in matrices if matrix.placements],
            **kwargs,
        )
