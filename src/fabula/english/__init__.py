"""The words of English that the house knows: data files, and typed access to them.

A field of meaning is one text file in ``data/`` and one module of the same name, whose
constants are the file's tables: ``from fabula.english.kin import KIN``. Nothing is read
before a field is imported.
"""
