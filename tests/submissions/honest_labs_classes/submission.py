# Classes of the lab: subclassed, given as arguments, given back; abstract classes, namedtuples, dataclasses and enums of its set-up.
