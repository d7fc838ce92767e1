"""Addresses of the form for proposals, beside the pages of the kinds that take them."""

from django.urls import path

from samverkan.proposals.views import ProposalView
from samverkan.publishing import kinds

urlpatterns = [
    path(f"{kind.place}<slug:slug>/forslag/", ProposalView.as_view(kind=kind.name), name=f"{kind.page}-proposal")
    for kind in kinds.every()
    if kind.proposals
]
