# A test’s class on top of the officer’s cannot be built apart; its message says what the lab can do.
