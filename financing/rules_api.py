"""What an agreement must contain, for partner systems: the same rules as the checklist and the admin obey."""

from typing import Any

from financing.agreement_rules import CONTENTS, MONTHS_WITHOUT_NOTICE, SOURCE
from samverkan.api.collection import reference
from samverkan.api.resources import FixedResource, Operation
from samverkan.api.results import compact
from samverkan.api.shapes import a_list, a_value, an_object
from samverkan.publishing import kinds

ANSWER = an_object(
    contents=a_list(
        an_object(
            code=a_value("string", "purpose", "Kod. Code."),
            title=a_value("string", "Syfte", "Innehållet på svenska. The content in Swedish."),
        ),
        "Det som en överenskommelse ska innehålla, i källans ordning. What an agreement must contain.",
    ),
    notice_clause_after_months=a_value(
        "integer",
        MONTHS_WITHOUT_NOTICE,
        "Gäller den längre än så många månader krävs en uppsägningsklausul. Longer than this needs a notice clause.",
    ),
    source=an_object(
        slug=a_value("string", SOURCE["slug"], "Källan. The source."),
        lines=a_value("string", SOURCE["lines"], "Källans rader. Its lines."),
    ),
)


class AgreementRulesResource(FixedResource):
    """The contents that an agreement must have, and when it needs a notice clause."""

    operation = Operation(
        name="get_agreement_rules",
        tag=kinds.get("agreement").tag,
        summary=("Vad en överenskommelse ska innehålla", "What an agreement must contain"),
        text=(
            "De sju innehåll som det regionala måldokumentet kräver, och när en uppsägningsklausul behövs.",
            "The seven contents that the regional goal document requires, and when a notice clause is needed.",
        ),
        answer=reference("AgreementRules"),
        components={"AgreementRules": ANSWER},
    )

    def content(self, **path: Any) -> str:
        contents = [{"code": content.code, "title": str(content.words)} for content in CONTENTS]
        return compact({"contents": contents, "notice_clause_after_months": MONTHS_WITHOUT_NOTICE, "source": SOURCE})
