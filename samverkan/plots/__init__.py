"""Plots made on the server as SVG, each with its figures as a table; they know no domain and need no script."""

from samverkan.plots.bars import Bars
from samverkan.plots.lines import Lines, Series
from samverkan.plots.shares import Shares
from samverkan.plots.values import Plot, Value, exactly, less_than, unknown

__all__ = ["Bars", "Lines", "Plot", "Series", "Shares", "Value", "exactly", "less_than", "unknown"]
