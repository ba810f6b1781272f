# Answers that are values, not functions: all plain types, nested, and names bound by for, with, try and :=.
