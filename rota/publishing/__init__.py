"""Publishing: an earlier rota and its successor, to feeds that every client follows and a list of who to tell.

Pure: the moment and the unguessable names are given. ``rota publish`` reads the clock, draws the names and writes.
"""
