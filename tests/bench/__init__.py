"""How fast the catalogue answers, measured beside what the machine can do at most: `./run bench`."""
