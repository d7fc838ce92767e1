"""Entries as spreadsheets and back: the schema gives the columns, so a new field needs nothing here.

The first row of every sheet holds the names that an import reads, the second the same in Swedish. The main sheet has a
row for each entry; each list of objects has a sheet of its own. An empty cell is unknown, a dash says none.
"""
