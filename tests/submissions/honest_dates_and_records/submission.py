# Decimal, dates with zones, paths, patterns, Unicode, counters, namedtuples, dataclasses, enums and errors of the officer’s own.
