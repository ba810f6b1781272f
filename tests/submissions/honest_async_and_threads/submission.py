# async functions and generators, threads, pools and processes in the officer’s code, also with a callback of the test’s.
