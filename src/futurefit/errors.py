"""The one base of all errors that a person can mend."""


class FutureFitError(Exception):
    """Something that the person at the keyboard can mend; the message ends with the next thing to do."""
