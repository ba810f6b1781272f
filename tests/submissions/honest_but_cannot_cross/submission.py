# Answers that are no data: an open file, a group of a table, a match; each message says what it is and what would do.
