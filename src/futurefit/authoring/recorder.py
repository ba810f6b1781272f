"""What an officer could copy from the visible checks: their questions, and the answers that they expect.

Its text is put into a cell as it stands, so that any engine can judge the answer: it must not need this package.
"""

from __future__ import annotations


class Recorder:
    """Calls the model answer in place of the officer's function, and remembers what it was asked and what it said."""

    def __init__(self, function):
        self.function = function
        self.part = 0  # which of the visible checks is running
        self.seen = []  # (part, inputs, result, error)

    def __call__(self, *given, **named):
        inputs = self._copy(self._inputs(given, named))
        try:
            result = self.function(*given, **named)
        except Exception as error:
            self.seen.append((self.part, inputs, None, error))
            raise
        self.seen.append((self.part, inputs, self._copy(result), None))
        return result

    def hard_coded(self, part):
        """A function that knows the visible examples by heart, and says to all else what one check expects."""

        def answer(*given, **named):
            inputs = self._inputs(given, named)
            known = [seen for seen in self.seen if self._alike(seen[1], inputs)]
            usual = [seen for seen in self.seen if seen[0] == part]
            for _, _, result, error in known + usual + self.seen:
                if error is not None:
                    raise type(error)(*error.args)
                return self._copy(result)
            return None

        return answer

    def _inputs(self, given, named):
        import inspect

        try:
            return list(inspect.signature(self.function).bind(*given, **named).arguments.values())
        except (TypeError, ValueError):
            return [*given, *named.values()]

    @staticmethod
    def _alike(old, new):
        from futurefit.kit.checks import same

        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and all((callable(a) and callable(b)) or same(a, b) for a, b in pairs)

    @staticmethod
    def _copy(value):
        import copy

        try:
            return copy.deepcopy(value)
        except Exception:  # what cannot be copied is kept itself
            return value
