# Tests that listen to what is printed, answer input(), set the random seed, and look for warnings.
