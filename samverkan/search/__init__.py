"""Search that knows Swedish: words written with each publication, and what a reader's words mean among them.

`analyser` makes words of texts, `vocabulary` knows the words of a moment, `expansion` finds what was meant among
them, `finding` ranks entries and `snippet` shows where they answer. `vocabulary.at` and `finding.find` read the log;
the rest is pure.
"""
