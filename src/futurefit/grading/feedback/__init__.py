"""The page of feedback: what it may tell an officer, and submitted content made harmless."""
