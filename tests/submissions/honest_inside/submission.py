# Tests that need one process, in a lab that says `inside`: patched libraries, open handles, logging, the source of a function, classes built on the officer’s.
