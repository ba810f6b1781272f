"""Many submissions at once: the driver, its workers, kept results, nbgrader's autograder in two halves."""
