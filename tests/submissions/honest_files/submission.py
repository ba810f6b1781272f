# Functions that write a file for the test to read, and read one that the test wrote; a cell that writes a file; relative and temporary paths.
