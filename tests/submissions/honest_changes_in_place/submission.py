# Functions that change their argument, or must not; default lists, globals and caches of the answer that its functions change.
