"""The steps that take the place of nbgrader's own: before a submission runs, running it, and scoring it."""
