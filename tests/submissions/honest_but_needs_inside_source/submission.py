# A test that reads a function’s source cannot be asked apart; its message says what the lab can do.
