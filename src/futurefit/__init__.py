"""Hands-on labs for public officers, with an autograder that can be trusted."""
