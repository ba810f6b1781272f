"""Taking in what officers submitted, from the exchange and from files, and refusing what could harm."""
