# A class of the officer’s: operators, properties, class methods, inheritance, private names, copies, sets and dict keys.
