"""The rulebook without a database: documents, dated parameters, agendas, score sheets.

``national()`` gives what ships with the program; :mod:`nenep.rulebook.queries` adds what units
have set. Both are the same :class:`~nenep.rulebook.rules.engine.Rulebook`.
"""
