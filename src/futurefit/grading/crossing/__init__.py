"""What crosses between the officer's kernel and the examiner's: calls, stand-ins, files and surroundings."""
