"""Benchmarks: `python -m benchmarks`, or `make bench`. What is measured, and how, is in README.md beside this file."""
